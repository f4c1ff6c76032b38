// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory that a limit hid: OOM kills of the last seven days, and a peak that touched the limit. The
 * limit that killed is the base, not the last recommendation, so that the same kills always ask for
 * the same size; VPA takes the request and the peak at the kill and feeds on itself
 * (kubernetes/autoscaler#9521, #4981, #6236).
 *
 * <p>One step is VPA's: max(base x 1.2, base + 100 MiB). There is one a day with kills at the base
 * or over it, three at most, and never more than twice the base. Worked: killed at 1000Mi on one
 * day asks for 1200Mi, on two days 1440Mi; at 64Mi for 128Mi.
 *
 * <p>Once the limit is at what the kills ask for they ask for nothing more, but until they are
 * seven days old they hold the request where it is: let go at once, the size would fall back to
 * what killed.
 */
public final class OomRule {
  private static final Duration LOOKBACK = Duration.ofDays(7);
  private static final double MEBI = 1024.0 * 1024.0;
  private static final double GROWTH = 1.2;
  private static final double LEAST_GROWTH = 100 * MEBI;
  private static final double MOST_GROWTH = 2;
  private static final int MOST_STEPS = 3;
  private static final double CENSORED = 0.98;
  private static final double CENSORED_GROWTH = 1.1;

  /**
   * A size with its explanation.
   *
   * @param amount the size, never less than what came in
   * @param wanted what kills or a censored peak ask for; empty where there is neither
   * @param maxTooLow whether the policy's max is under what is wanted
   * @param clause a clause for each effect; empty where there is none
   */
  public record Outcome(
      Amount amount, Optional<Amount> wanted, boolean maxTooLow, boolean raised, String clause) {}

  /**
   * The size after OOM evidence, before the policy's bounds.
   *
   * @param size that usage asks for, in bytes
   */
  public Outcome apply(Amount size, Observed observed, SizingRule rule, Instant now) {
    List<OomKill> recent = recent(observed.saturation(), now);
    return recent.isEmpty()
        ? censored(size, observed, rule)
        : killed(size, observed.current(), observed.usage().max(), rule, recent);
  }

  /**
   * The size of a container of which there is too little usage, because it is killed before it is
   * measured: what the kills ask for, never under the current request. Empty where no kill has a
   * known limit.
   */
  public Optional<Outcome> withoutUsage(
      Size current, Saturation saturation, SizingRule rule, Instant now) {
    List<OomKill> telling =
        recent(saturation, now).stream().filter(kill -> kill.limit().isPresent()).toList();
    Amount none = Amount.zero(Resource.MEMORY);
    return telling.isEmpty()
        ? Optional.empty()
        : Optional.of(killed(current.request().orElse(none), current, none, rule, telling));
  }

  /** The kills that still count. */
  static List<OomKill> recent(Saturation saturation, Instant now) {
    return saturation.kills().stream()
        .filter(kill -> kill.at().isAfter(now.minus(LOOKBACK)))
        .toList();
  }

  private static Outcome killed(
      Amount size, Size current, Amount peak, SizingRule rule, List<OomKill> kills) {
    Amount wanted = bytes(wanted(kills, peak.value())).roundedUp();
    String why =
        String.format(
            Locale.ROOT,
            "%d OOM kill%s on %d day%s%s",
            kills.size(),
            kills.size() == 1 ? "" : "s",
            days(kills, 0),
            days(kills, 0) == 1 ? "" : "s",
            greatestLimit(kills).map(l -> ", at a limit of up to " + l.toQuantity()).orElse(""));
    boolean unlimited = current.limit().isEmpty() && greatestLimit(kills).isPresent();
    boolean met = unlimited || current.limit().filter(l -> l.compareTo(wanted) >= 0).isPresent();
    if (met) {
      return held(size, current, wanted, why);
    }
    Amount least = wanted.max(peak.roundedUp());
    return raised(size, least, rule, " for " + why, "its OOM kills require");
  }

  /** Kills at a limit prove every lower limit too small as well: all of those days count for it. */
  private static double wanted(List<OomKill> kills, double peak) {
    double wanted = 0;
    for (OomKill kill : kills) {
      boolean known = kill.limit().isPresent();
      double base = known ? kill.limit().get().value() : peak;
      int steps = known ? Math.min(MOST_STEPS, days(kills, base)) : 1;
      double grown = base;
      for (int step = 0; step < steps; step++) {
        grown = Math.max(grown * GROWTH, grown + LEAST_GROWTH);
      }
      wanted = Math.max(wanted, Math.min(grown, base * MOST_GROWTH));
    }
    return wanted;
  }

  private static int days(List<OomKill> kills, double leastLimit) {
    return (int)
        kills.stream()
            .filter(k -> leastLimit == 0 || k.limit().map(Amount::value).orElse(0.0) >= leastLimit)
            .mapToLong(OomKill::day)
            .distinct()
            .count();
  }

  private static Optional<Amount> greatestLimit(List<OomKill> kills) {
    return kills.stream().flatMap(kill -> kill.limit().stream()).max(Amount::compareTo);
  }

  /** A peak at the limit is a lower bound of what would have been used. */
  private static Outcome censored(Amount size, Observed observed, SizingRule rule) {
    Optional<Amount> limit = observed.current().limit();
    Amount peak = observed.usage().max();
    if (limit.isEmpty() || limit.get().isZero() || CacheShare.mostlyCache(observed)) {
      return new Outcome(size, Optional.empty(), false, false, "");
    }
    double share = peak.ratioTo(limit.get());
    Amount wanted = bytes(limit.get().max(peak).value() * CENSORED_GROWTH).roundedUp();
    if (share >= CENSORED) {
      String why = " because the peak " + peak.toUsage() + " touched the limit";
      return raised(size, wanted, rule, why, "its peak at the limit requires");
    }
    if (share >= CENSORED / CENSORED_GROWTH) {
      Amount grown = bytes(peak.value() * CENSORED_GROWTH).roundedUp();
      return held(
          size, observed.current(), grown, "the peak " + peak.toUsage() + " near the limit");
    }
    return new Outcome(size, Optional.empty(), false, false, "");
  }

  private static Outcome raised(
      Amount size, Amount wanted, SizingRule rule, String why, String asks) {
    boolean raised = size.compareTo(wanted) < 0;
    String clause = raised ? ", raised to " + wanted.toQuantity() + why : "";
    boolean tooLow = rule.max().filter(max -> max.compareTo(wanted) < 0).isPresent();
    if (tooLow) {
      clause +=
          "; max "
              + rule.max().get().toQuantity()
              + " is under the "
              + wanted.toQuantity()
              + " that "
              + asks
              + "; raise max";
    }
    return new Outcome(size.max(wanted), Optional.of(wanted), tooLow, raised, clause);
  }

  private static Outcome held(Amount size, Size current, Amount wanted, String why) {
    Optional<Amount> hold = current.request().map(request -> request.min(wanted));
    boolean raised = hold.isPresent() && size.compareTo(hold.get()) < 0;
    String clause = raised ? ", held at " + hold.get().toQuantity() + " after " + why : "";
    return new Outcome(raised ? hold.get() : size, Optional.of(wanted), false, raised, clause);
  }

  private static Amount bytes(double value) {
    return Observed.amount(Resource.MEMORY, value);
  }
}
