// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import dev.rightsizing.html.Templates;
import dev.rightsizing.model.HourFigures;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chart as a part of a page: a picture that every browser shows, the data from which {@code
 * chart.js} makes one to zoom into, a summary in words and a table by day.
 */
public final class ChartPart {
  /** Assets that a page with charts loads. */
  public static final List<String> ASSETS =
      List.of("uPlot.min.css", "chart.css", "uPlot.iife.min.js", "chart.js");

  /** Points of a chart on a page of its own: an hour a point for a month. */
  private static final int USUAL_POINTS = 31 * 24 + 1;

  private static final int USUAL_WIDTH = 860;

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Templates templates;
  private final int mostPoints;
  private final int mostPicturePoints;
  private final int width;

  /** Charts that are as wide as a page. */
  public ChartPart(Templates templates) {
    this(templates, USUAL_POINTS, USUAL_POINTS, USUAL_WIDTH);
  }

  /**
   * @param mostPoints of the interactive chart; longer windows have several hours a point
   * @param mostPicturePoints of the picture
   * @param width of the picture, in pixels
   */
  public ChartPart(Templates templates, int mostPoints, int mostPicturePoints, int width) {
    this.templates = templates;
    this.mostPoints = mostPoints;
    this.mostPicturePoints = mostPicturePoints;
    this.width = width;
  }

  /** The chart as HTML. */
  public RawString render(UsageChart chart) {
    if (chart.series().isEmpty()) {
      return templates.part("chart-empty", Map.of("title", chart.title()));
    }
    return templates.part(
        "chart",
        Map.of(
            "title",
            chart.title(),
            "summary",
            summary(chart),
            "lines",
            lines(chart),
            "picture",
            new RawString(
                ChartPicture.svg(chart, Points.of(chart.series(), mostPicturePoints), width)),
            "data",
            new RawString(ChartData.json(chart, Points.of(chart.series(), mostPoints))),
            "days",
            days(chart)));
  }

  /**
   * An entry of the legend.
   *
   * @param key for the style sheet
   */
  record Entry(String key, String title, String value) {}

  /** One row of the table. */
  record Row(String day, String mean, String p95, String peak) {}

  private static List<Entry> lines(UsageChart chart) {
    List<ReferenceLine> drawn = chart.drawn();
    return chart.lines().stream()
        .map(
            line ->
                new Entry(
                    line.role().key(),
                    line.role().title(),
                    line.amount().toQuantity() + (drawn.contains(line) ? "" : ", above the chart")))
        .toList();
  }

  private static String summary(UsageChart chart) {
    List<HourFigures> hours = chart.series().hours();
    HourFigures highest =
        hours.stream().max(Comparator.comparingDouble(HourFigures::peak)).orElseThrow();
    long samples = hours.stream().mapToLong(HourFigures::samples).sum();
    double mean = hours.stream().mapToDouble(h -> h.mean() * h.samples()).sum() / samples;
    double p95 = hours.stream().mapToDouble(HourFigures::p95).max().orElseThrow();
    long missing = chart.series().endHour() - chart.series().firstHour() - hours.size();
    return "Mean "
        + chart.text(mean)
        + ", highest P95 of an hour "
        + chart.text(p95)
        + ", peak "
        + chart.text(highest.peak())
        + " in the hour from "
        + HOUR.format(at(highest.hour()))
        + (missing > 0 ? "; " + hoursText(missing) + " of the window without data." : ".");
  }

  private static String hoursText(long hours) {
    return hours == 1 ? "1 hour" : hours + " hours";
  }

  private static List<Row> days(UsageChart chart) {
    Map<Long, List<HourFigures>> byDay = new TreeMap<>();
    for (HourFigures hour : chart.series().hours()) {
      byDay.computeIfAbsent(Math.floorDiv(hour.hour(), 24L), d -> new ArrayList<>()).add(hour);
    }
    List<Row> rows = new ArrayList<>();
    byDay.forEach(
        (day, hours) -> {
          long samples = hours.stream().mapToLong(HourFigures::samples).sum();
          rows.add(
              new Row(
                  DAY.format(at(day * 24)),
                  chart.text(
                      hours.stream().mapToDouble(h -> h.mean() * h.samples()).sum() / samples),
                  chart.text(hours.stream().mapToDouble(HourFigures::p95).max().orElseThrow()),
                  chart.text(hours.stream().mapToDouble(HourFigures::peak).max().orElseThrow())));
        });
    return rows;
  }

  private static Instant at(long hour) {
    return Instant.ofEpochSecond(hour * 3600);
  }
}
