// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.saturation.HourlyValues;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Memory that is mostly page cache: the kernel fills whatever limit there is with file pages and
 * takes them back without harm, so the peak of the working set follows the limit and does not show
 * the need. Resident memory (RSS) does.
 *
 * <p>Where RSS is under half of the working set's peak, the working set sits at the limit and no
 * OOM kill is known, the size is computed from max(RSS peak x 1.3, P50 of the working set) in place
 * of the peak. 1.3 leaves kernel memory, tmpfs and the pages that are read again and again a part
 * that RSS does not count. Worked: RSS 300Mi, P50 900Mi, peak 990Mi of 1Gi gives 900Mi; with a P50
 * of 350Mi it gives 390Mi.
 *
 * <p>A smaller limit then makes RSS a greater share of it. Up to the 1.3 the request is held, or
 * the size would creep up with the cache and fall again.
 */
public final class CacheShare {
  private static final double CACHE = 0.5;
  private static final double OVER_RSS = 1.3;
  private static final double NEAR_LIMIT = 0.9;

  /** A working set this far over the limit was held by another one, which is not known. */
  private static final double OTHER_LIMIT = 1.01;

  /**
   * From what memory is sized.
   *
   * @param statistic in place of the peak; empty: no effect
   * @param clause RSS beside the working set; empty where RSS is unknown
   */
  public record Outcome(Optional<Amount> statistic, String clause) {}

  /**
   * Whether page cache sets the working set.
   *
   * @param median the working set's P50 over the look-back, in bytes
   */
  public Outcome judge(Observed observed, Amount median, SizingRule rule) {
    OptionalDouble resident = observed.saturation().rss().orElse(HourlyValues.EMPTY).max();
    if (resident.isEmpty()) {
      return new Outcome(Optional.empty(), "");
    }
    Amount rss = Observed.amount(Resource.MEMORY, resident.getAsDouble());
    Amount peak = observed.usage().max();
    String figures = "RSS peak " + rss.toUsage() + " of a working set of " + peak.toUsage();
    if (!known(observed) || !atLimit(observed) || !observed.saturation().kills().isEmpty()) {
      return new Outcome(Optional.empty(), figures);
    }
    Amount need = Observed.amount(Resource.MEMORY, rss.value() * OVER_RSS);
    if (rss.value() < CACHE * peak.value()) {
      Amount from = need.max(median).min(peak).max(need);
      return new Outcome(
          Optional.of(from),
          figures
              + ": the rest is page cache, which fills any limit; sized from "
              + from.toUsage()
              + (from.compareTo(need) > 0 ? " (P50)" : " (RSS x 1.30)"));
    }
    return mostlyCache(observed) ? hold(observed, rule, need, figures) : none(figures);
  }

  private static Outcome none(String figures) {
    return new Outcome(Optional.empty(), figures);
  }

  private static Outcome hold(Observed observed, SizingRule rule, Amount need, String figures) {
    Amount peak = observed.usage().max();
    double factor = 1 + rule.headroomPercent() / 100.0;
    Optional<Amount> kept =
        observed
            .current()
            .request()
            .map(request -> request.times(1 / factor).max(need))
            .filter(from -> from.compareTo(peak) < 0);
    return kept.isEmpty()
        ? none(figures)
        : new Outcome(
            kept,
            String.format(
                Locale.ROOT,
                "%s: page cache fills the limit, sized from %s",
                figures,
                kept.get().toUsage()));
  }

  /** Whether resident memory, with its margin, is well under a working set that is at the limit. */
  static boolean mostlyCache(Observed observed) {
    OptionalDouble rss = observed.saturation().rss().orElse(HourlyValues.EMPTY).max();
    return rss.isPresent()
        && known(observed)
        && rss.getAsDouble() * OVER_RSS < observed.usage().max().value();
  }

  /** In most hours of the usage's history. */
  private static boolean known(Observed observed) {
    int hours = observed.saturation().rss().orElse(HourlyValues.EMPTY).known();
    return 2L * hours > observed.usage().history().toHours();
  }

  private static boolean atLimit(Observed observed) {
    return observed
        .current()
        .limit()
        .filter(limit -> !limit.isZero())
        .filter(limit -> observed.usage().p95().ratioTo(limit) >= NEAR_LIMIT)
        .filter(limit -> observed.usage().p95().ratioTo(limit) <= OTHER_LIMIT)
        .isPresent();
  }
}
