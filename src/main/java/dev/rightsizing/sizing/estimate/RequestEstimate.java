// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.sizing.adaptive.RecordChance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** The first stages: statistic, headroom, rounding up to 1m or 1Mi. */
public final class RequestEstimate {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Less, in percent, is what 6 days of 7 ask for: not worth a word nor a patch. */
  private static final double LEAST_MORE = 0.5;

  /** The request that usage alone asks for. */
  public Step estimate(UsageSummary usage, SizingRule rule) {
    Step product = from(usage.statistic(), usage, rule);
    return new Step(
        product.amount(),
        String.format(
            Locale.ROOT,
            "%s %s over %s (%d samples)%s",
            name(rule),
            usage.statistic().toUsage(),
            history(usage.history()),
            usage.samples(),
            product.clause()));
  }

  /** The request for another statistic than the usage's own; the caller names it. */
  public Step from(Amount statistic, UsageSummary usage, SizingRule rule) {
    double headroom = rule.headroomPercent() + shortHistory(rule, usage.history());
    Amount product = statistic.times(1 + headroom / 100);
    // An idle container still gets the least that can be asked for: a request of 0 reserves nothing
    // and a limit of 0 limits nothing.
    Amount rounded =
        product.roundedUp().max(new Amount(rule.resource(), rule.resource().granule()));
    return new Step(
        rounded,
        String.format(
            Locale.ROOT,
            " x %s = %s, rounded up to %s",
            factor(usage, rule),
            product.toText(),
            rounded.toQuantity()));
  }

  /**
   * What memory gets beside its headroom while there is less than a week of history, in percent of
   * the statistic: the headroom times what the chance of a record is more than after a week. A
   * policy that wants no headroom gets none.
   */
  public static double shortHistory(SizingRule rule, Duration history) {
    double more = rule.headroomPercent() * RecordChance.overAWeeks(history);
    return rule.resource() == Resource.MEMORY && more >= LEAST_MORE ? more : 0;
  }

  private static String factor(UsageSummary usage, SizingRule rule) {
    double more = shortHistory(rule, usage.history());
    if (more == 0) {
      return String.format(Locale.ROOT, "%.2f", 1 + rule.headroomPercent() / 100.0);
    }
    return String.format(
        Locale.ROOT,
        "%.3f (%d%% + %.1f%% for %s of history)",
        1 + (rule.headroomPercent() + more) / 100,
        rule.headroomPercent(),
        more,
        history(usage.history()));
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
