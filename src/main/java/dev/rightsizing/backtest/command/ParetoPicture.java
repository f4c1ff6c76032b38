// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.model.Resource;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Slack against usage over the size: the lower and the further left, the better. Draws a constant
 * margin and ours as curves, single rules as points.
 */
final class ParetoPicture {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final Color OURS = new Color(0x1B, 0x6C, 0xA8);
  private static final Color CONSTANT = new Color(0x9A, 0x9A, 0x9A);

  /** Points further out only press the rest together. */
  private static final double MOST_WASTE = 45;

  private static final double LEAST_WASTE = 0;

  private final XYChart chart;
  private final ToDoubleFunction<RuleScore> over;

  ParetoPicture(String set, Resource resource) {
    boolean cpu = resource == Resource.CPU;
    String unit = cpu ? "samples over, %" : "days over, %";
    over =
        cpu
            ? score -> 100 * score.figures().samplesOver()
            : score -> 100 * score.figures().daysOver();
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(set + ", " + resource.key() + ": waste against " + unit)
            .xAxisTitle("waste95, %")
            .yAxisTitle(unit)
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisLogarithmic(true).setMarkerSize(9);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    chart.getStyler().setXAxisMin(LEAST_WASTE).setXAxisMax(MOST_WASTE);
  }

  void constantMargins(List<RuleScore> scores) {
    curve("constant margin", scores, CONSTANT);
  }

  void ours(List<RuleScore> scores) {
    curve("Adaptive, by tolerance", scores, OURS);
  }

  private void curve(String name, List<RuleScore> scores, Color color) {
    List<RuleScore> shown = shown(scores);
    if (!shown.isEmpty()) {
      XYSeries series = chart.addSeries(name, wastes(shown), overs(shown));
      series.setMarkerColor(color).setMarker(SeriesMarkers.CIRCLE);
      series.setLineColor(color);
    }
  }

  /** Single rules, each a point. */
  void rules(List<RuleScore> scores) {
    for (RuleScore score : shown(scores)) {
      XYSeries series =
          chart.addSeries(score.rule(), wastes(List.of(score)), overs(List.of(score)));
      series.setMarker(SeriesMarkers.DIAMOND);
    }
  }

  /** A logarithmic axis has no place for 0. */
  private List<RuleScore> shown(List<RuleScore> scores) {
    return scores.stream()
        .filter(score -> over.applyAsDouble(score) > 0)
        .filter(score -> 100 * score.figures().waste95Mean() <= MOST_WASTE)
        .toList();
  }

  private static double[] wastes(List<RuleScore> scores) {
    return scores.stream().mapToDouble(s -> 100 * s.figures().waste95Mean()).toArray();
  }

  private double[] overs(List<RuleScore> scores) {
    return scores.stream().mapToDouble(over).toArray();
  }

  /**
   * Writes a PNG.
   *
   * @throws IOException when the file cannot be written
   */
  void write(Path file) throws IOException {
    java.nio.file.Files.write(
        file, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
  }
}
