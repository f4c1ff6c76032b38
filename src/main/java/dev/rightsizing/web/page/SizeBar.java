// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Usage beside the request, on one scale. Positions are percents of the width.
 *
 * @param mean end of the bar of mean usage
 * @param p95 end of the bar of P95 usage
 * @param peak of usage
 * @param request the current one; negative when there is none
 * @param recommended the recommended one; negative when there is none
 */
public record SizeBar(double mean, double p95, double peak, double request, double recommended) {
  private static final double NONE = -1;

  /** So that the rightmost mark is not cut off. */
  private static final double FULL = 98;

  private static final double TENTHS = 10;

  static Optional<SizeBar> of(Resource resource, ResourceRecommendation of) {
    if (of.getUsage() == null) {
      return Optional.empty();
    }
    double mean = value(resource, of.getUsage().getMean());
    double p95 = value(resource, of.getUsage().getP95());
    double peak = value(resource, of.getUsage().getMax());
    double request = of.getCurrent() == null ? NONE : value(resource, of.getCurrent().getRequest());
    double recommended =
        of.getRecommended() == null ? NONE : value(resource, of.getRecommended().getRequest());
    DoubleSummaryStatistics all =
        DoubleStream.of(mean, p95, peak, request, recommended).summaryStatistics();
    if (all.getMax() <= 0) {
      return Optional.empty();
    }
    double scale = FULL / all.getMax();
    return Optional.of(
        new SizeBar(
            at(mean, scale),
            at(p95, scale),
            at(peak, scale),
            at(request, scale),
            at(recommended, scale)));
  }

  /** Whether there is a request to mark. */
  public boolean hasRequest() {
    return request >= 0;
  }

  /** Whether there is a recommended request to mark. */
  public boolean hasRecommended() {
    return recommended >= 0;
  }

  private static double at(double value, double scale) {
    return value < 0 ? NONE : Math.round(value * scale * TENTHS) / TENTHS;
  }

  private static double value(Resource resource, String quantity) {
    try {
      return quantity == null ? NONE : Amount.parse(resource, quantity).value();
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }
}
