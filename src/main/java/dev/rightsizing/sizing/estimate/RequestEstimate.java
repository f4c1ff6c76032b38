// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** The first stages: statistic, headroom, rounding up to 1m or 1Mi. */
public final class RequestEstimate {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The request that usage alone asks for. */
  public Step estimate(UsageSummary usage, SizingRule rule) {
    double factor = 1 + rule.headroomPercent() / 100.0;
    Amount product = usage.statistic().times(factor);
    // An idle container still gets the least that can be asked for: a request of 0 reserves nothing
    // and a limit of 0 limits nothing.
    Amount least = new Amount(rule.resource(), rule.resource().granule());
    Amount rounded = product.roundedUp().max(least);
    String said =
        String.format(
            Locale.ROOT,
            "%s %s over %s (%d samples) x %.2f = %s, rounded up to %s",
            name(rule),
            usage.statistic().toUsage(),
            history(usage.history()),
            usage.samples(),
            factor,
            product.toText(),
            rounded.toQuantity());
    return new Step(rounded, said);
  }

  /** The request for another statistic than the usage's own; its name is said by the caller. */
  public Step from(Amount statistic, SizingRule rule) {
    double factor = 1 + rule.headroomPercent() / 100.0;
    Amount product = statistic.times(factor);
    Amount rounded =
        product.roundedUp().max(new Amount(rule.resource(), rule.resource().granule()));
    return new Step(
        rounded,
        String.format(
            Locale.ROOT,
            " x %.2f = %s, rounded up to %s",
            factor,
            product.toText(),
            rounded.toQuantity()));
  }

  /** {@code P95}, or {@code Peak} for the percentile 100. */
  static String name(SizingRule rule) {
    BigDecimal percentile = BigDecimal.valueOf(rule.percentile());
    if (percentile.compareTo(HUNDRED) == 0) {
      return "Peak";
    }
    return "P" + percentile.stripTrailingZeros().toPlainString();
  }

  /** In whole hours from a day on: a window is up to an hour longer than its look-back. */
  public static String history(Duration history) {
    if (history.compareTo(Duration.ofDays(1)) < 0) {
      return PrometheusDuration.format(Duration.ofMinutes(history.toMinutes()));
    }
    return PrometheusDuration.format(Duration.ofHours(history.toHours()));
  }
}
