// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.HourlySeries;
import java.util.List;

/**
 * What a chart shows.
 *
 * @param title such as {@code CPU of container app}
 * @param series may be empty: then the chart says so
 * @param lines sizes across it
 */
public record UsageChart(String title, HourlySeries series, List<ReferenceLine> lines) {
  /**
   * A line so far over all else is named but not drawn, or usage would be a flat line at the
   * bottom.
   */
  private static final double FAR = 3;

  public UsageChart {
    lines = List.copyOf(lines);
  }

  /** Those that fit. */
  List<ReferenceLine> drawn() {
    double most = most();
    return lines.stream().filter(line -> line.amount().value() <= most).toList();
  }

  /** The greatest value that is drawn, in cores or bytes. */
  double most() {
    double used = series.hours().stream().mapToDouble(hour -> hour.peak()).max().orElse(0);
    double requests =
        lines.stream()
            .filter(line -> !isLimit(line))
            .mapToDouble(line -> line.amount().value())
            .max()
            .orElse(0);
    double inner = Math.max(used, requests);
    double limits =
        lines.stream()
            .filter(UsageChart::isLimit)
            .mapToDouble(line -> line.amount().value())
            .filter(value -> inner == 0 || value <= FAR * inner)
            .max()
            .orElse(0);
    return Math.max(inner, limits);
  }

  private static boolean isLimit(ReferenceLine line) {
    return switch (line.role()) {
      case LIMIT, PROPOSED_LIMIT, OTHER_LIMIT -> true;
      default -> false;
    };
  }

  /** A value as people read it, whole from 100m or 100Mi on. */
  String text(double value) {
    return new Amount(series.resource(), value).toUsage();
  }
}
