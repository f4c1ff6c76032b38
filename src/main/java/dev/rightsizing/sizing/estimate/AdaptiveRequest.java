// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.OwnBackTest;
import dev.rightsizing.model.PreviousSize;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.sizing.adaptive.FastUpSlowDown;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The first stages with the Adaptive estimator: what it picked, rounded up to 1m or 1Mi. */
public final class AdaptiveRequest {
  /** Sketches and bins tell values apart from here on. */
  private static final double SAME = 0.006;

  /** Less growth a day is not worth a word. */
  private static final double GROWTH = 0.005;

  /** After a week of history this much of a margin is for it at most: not worth a word. */
  private static final double SHORT_HISTORY = 0.03;

  /** The request that usage alone asks for. */
  public Step estimate(AdaptiveSize size, Optional<PreviousSize> previous, UsageSummary usage) {
    Resource resource = usage.statistic().resource();
    Amount product = new Amount(resource, size.value());
    Amount rounded = product.roundedUp().max(new Amount(resource, resource.granule()));
    String clause =
        String.format(
            Locale.ROOT,
            "Adaptive: %s over %s (%d samples%s)%s = %s, rounded up to %s; %s",
            statistic(size, usage),
            RequestEstimate.history(usage.history()),
            usage.samples(),
            size.halfLife().map(h -> ", half-life " + PrometheusDuration.format(h)).orElse(""),
            margin(size, usage),
            product.toText(),
            rounded.toQuantity(),
            backTest(size.backTest(), resource));
    Step step = new Step(rounded, clause);
    return previous.isPresent() && keeps(size, previous.get())
        ? step.then(
            previous.get().request(),
            "; kept at " + previous.get().request().toQuantity() + ", as sizes come down slowly")
        : step;
  }

  /** The size that holds: a smaller one than before has to be worth it and to wait a day. */
  public static AdaptiveSize inForce(AdaptiveSize size, Optional<PreviousSize> previous) {
    return previous.filter(before -> keeps(size, before)).map(size::keeping).orElse(size);
  }

  private static boolean keeps(AdaptiveSize size, PreviousSize previous) {
    Amount before = previous.request();
    Amount now = new Amount(before.resource(), size.value()).roundedUp();
    long seconds = Duration.between(previous.since(), size.since()).toSeconds();
    // A clock that was set back must not hold a size for ever.
    return seconds >= 0
        && !before.isZero()
        && !FastUpSlowDown.DEFAULT.replaces(before.value(), seconds, now.value());
  }

  private static String statistic(AdaptiveSize size, UsageSummary usage) {
    if (size.percentile() >= 100) {
      return "peak " + usage.max().toUsage();
    }
    return Math.abs(size.value() - usage.p95().value()) <= SAME * size.value()
        ? "the whole window's P95 " + usage.p95().toUsage() + ", which is the least,"
        : String.format(Locale.ROOT, "weighted P%.1f", size.percentile());
  }

  private static String margin(AdaptiveSize size, UsageSummary usage) {
    StringBuilder clause = new StringBuilder();
    if (size.percentile() >= 100) {
      clause.append(String.format(Locale.ROOT, " + %.0f%% margin", 100 * size.margin()));
    }
    if (size.shortHistory() > SHORT_HISTORY) {
      clause.append(
          String.format(
              Locale.ROOT,
              " (%.0f%% of it for %s of history)",
              100 * size.shortHistory(),
              RequestEstimate.history(usage.history())));
    }
    if (size.growth() > GROWTH) {
      clause.append(
          String.format(Locale.ROOT, ", growing %.0f%% a day,", Math.ceil(100 * size.growth())));
    }
    return clause.toString();
  }

  private static String backTest(OwnBackTest test, Resource resource) {
    if (test.days() == 0) {
      return "too little history for its own back-test";
    }
    return String.format(
        Locale.ROOT,
        "own back-test over %d days: %.1f%% of %s over, slack %.0f%%",
        test.days(),
        100 * test.over(),
        resource == Resource.CPU ? "samples" : "days",
        100 * test.slack());
  }
}
