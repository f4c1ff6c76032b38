// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import dev.rightsizing.model.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;

/**
 * A chart's numbers as JSON for {@code chart.js}, in millicores or mebibytes with three digits. It
 * holds numbers and constants of this program alone, so that no text from elsewhere is in it.
 */
final class ChartData {
  private static final MathContext THREE = new MathContext(3);

  private ChartData() {}

  static String json(UsageChart chart, Points points) {
    double unit = chart.series().resource().granule();
    return "{\"first\":"
        + points.first()
        + ",\"hours\":"
        + points.hours()
        + ",\"unit\":\""
        + (chart.series().resource() == Resource.CPU ? "cpu" : "memory")
        + "\",\"most\":"
        + number(chart.most() / unit)
        + ",\"mean\":"
        + array(points.mean(), unit)
        + ",\"p95\":"
        + array(points.p95(), unit)
        + ",\"peak\":"
        + array(points.peak(), unit)
        + ",\"lines\":"
        + chart.drawn().stream()
            .map(
                line ->
                    "[\""
                        + line.role().key()
                        + "\",\""
                        + line.role().title()
                        + "\","
                        + number(line.amount().value() / unit)
                        + "]")
            .collect(Collectors.joining(",", "[", "]"))
        + "}";
  }

  private static String array(double[] values, double unit) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ",").append(number(values[i] / unit));
    }
    return text.append(']').toString();
  }

  /** Whole from 100 on; null where nothing is known. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "null";
    }
    if (value >= 100) {
      return Long.toString(Math.round(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    if (rounded.scale() > 4) {
      rounded = rounded.setScale(4, java.math.RoundingMode.HALF_UP);
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
