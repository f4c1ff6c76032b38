// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import dev.rightsizing.model.Resource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A chart as SVG that needs neither script nor style attributes; colours are in the style sheet.
 */
final class ChartPicture {
  private static final int HEIGHT = 220;
  private static final int LEFT = 58;
  private static final int RIGHT = 10;
  private static final int TOP = 10;
  private static final int BOTTOM = 24;
  private static final int PLOT = HEIGHT - TOP - BOTTOM;
  private static final int LABEL = 70;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final int width;
  private final UsageChart chart;
  private final Points points;
  private final double top;
  private final StringBuilder svg = new StringBuilder(4096);

  private ChartPicture(UsageChart chart, Points points, int width) {
    this.width = width;
    this.chart = chart;
    this.points = points;
    double most = chart.most() / chart.series().resource().granule();
    double unit = most >= large() ? large() : 1;
    this.top = niceTop(most / unit) * unit;
  }

  /**
   * The picture.
   *
   * @param width at which its texts are as large as those around it, in pixels
   */
  static String svg(UsageChart chart, Points points, int width) {
    return new ChartPicture(chart, points, width).draw();
  }

  private String draw() {
    svg.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(HEIGHT);
    svg.append("\" aria-hidden=\"true\" focusable=\"false\">");
    axes();
    path("peak", points.peak());
    path("p95", points.p95());
    path("mean", points.mean());
    for (ReferenceLine line : chart.drawn()) {
      int y = y(line.amount().value() / line.amount().resource().granule());
      svg.append("<path class=\"line ").append(line.role().key()).append("\" d=\"M");
      svg.append(LEFT).append(' ').append(y).append('H').append(width - RIGHT).append("\"/>");
    }
    return svg.append("</svg>").toString();
  }

  private void axes() {
    for (int i = 0; i <= 4; i++) {
      double value = top * i / 4;
      int y = y(value);
      svg.append("<path class=\"grid\" d=\"M").append(LEFT).append(' ').append(y);
      svg.append('H').append(width - RIGHT).append("\"/><text x=\"").append(LEFT - 6);
      svg.append("\" y=\"").append(y + 4).append("\" text-anchor=\"end\">");
      svg.append(label(value)).append("</text>");
    }
    long end = points.first() + (long) points.count() * points.hours();
    int every = (int) Math.max(1, Math.ceil((end - points.first()) / 24.0 * LABEL / width));
    long day = Math.floorDiv(points.first() + 23, 24L);
    for (; day * 24 < end; day += every) {
      int x = x((double) (day * 24 - points.first()) / points.hours());
      svg.append("<path class=\"grid\" d=\"M").append(x).append(' ').append(TOP);
      svg.append('V').append(HEIGHT - BOTTOM).append("\"/><text x=\"").append(x);
      svg.append("\" y=\"").append(HEIGHT - 6).append("\" text-anchor=\"");
      svg.append(x > width - 30 ? "end" : "middle").append("\">");
      svg.append(DAY.format(Instant.ofEpochSecond(day * 24 * 3600))).append("</text>");
    }
  }

  /** In steps from point to point; a gap is a gap, and a point between two gaps is a dot. */
  private void path(String key, double[] values) {
    double unit = chart.series().resource().granule();
    StringBuilder d = new StringBuilder();
    int lastX = 0;
    int lastY = 0;
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        drawing = false;
        continue;
      }
      int x = x(i + 0.5);
      int y = y(values[i] / unit);
      if (drawing) {
        d.append('l').append(x - lastX).append(y < lastY ? "" : " ").append(y - lastY);
      } else {
        d.append('M').append(x).append(' ').append(y);
        boolean alone = i + 1 == values.length || Double.isNaN(values[i + 1]);
        d.append(alone ? "h0" : "");
      }
      drawing = true;
      lastX = x;
      lastY = y;
    }
    if (d.length() > 0) {
      svg.append("<path class=\"use ").append(key).append("\" d=\"").append(d).append("\"/>");
    }
  }

  private int x(double point) {
    return (int) Math.round(LEFT + point / points.count() * (width - LEFT - RIGHT));
  }

  private int y(double value) {
    return (int) Math.round(TOP + PLOT - value / top * PLOT);
  }

  /** A little over the greatest value, so that quarters of it are short numbers. */
  static double niceTop(double most) {
    if (!(most > 0)) {
      return 4;
    }
    double scale = Math.pow(10, Math.floor(Math.log10(most)));
    for (double nice : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10, 12}) {
      if (nice * scale >= most * 1.02) {
        return nice * scale;
      }
    }
    return 20 * scale;
  }

  /** How many millicores are a core, or mebibytes a gibibyte. */
  private double large() {
    return chart.series().resource() == Resource.CPU ? 1000 : 1024;
  }

  private String label(double value) {
    boolean cpu = chart.series().resource() == Resource.CPU;
    if (top >= 2 * large()) {
      return ChartData.number(value / large()) + (cpu ? "" : "Gi");
    }
    return value == 0 ? "0" : ChartData.number(value) + (cpu ? "m" : "Mi");
  }
}
