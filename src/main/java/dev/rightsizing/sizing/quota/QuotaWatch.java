// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.quota.QuotaCrossing;
import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaState;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.sizing.risk.HysteresisRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates quota usage from current observations and the previously reported state; itself
 * stateless.
 */
public final class QuotaWatch {
  /**
   * Lines that are remembered, at about 1 KiB each: an object in etcd has 1.5 MiB. The lines that
   * are at risk come first.
   */
  public static final int MOST_LINES = 500;

  private final HysteresisRule rule;
  private final QuotaTrend trend = new QuotaTrend();

  /**
   * @param interval between two evaluations
   */
  public QuotaWatch(Duration interval) {
    this.rule = HysteresisRule.quota(HysteresisRule.longestGap(interval));
  }

  /**
   * The result of one evaluation.
   *
   * @param states what to remember, in order of key
   * @param crossings since the previous evaluation, in order of key
   * @param levels how many lines are at which level; Unknown: not counted yet
   * @param leftOut lines that are not watched because there are too many
   */
  public record Outcome(
      List<QuotaState> states,
      List<QuotaCrossing> crossings,
      Map<RiskLevel, Integer> levels,
      int leftOut) {
    public Outcome {
      states = List.copyOf(states);
      crossings = List.copyOf(crossings);
      levels = Map.copyOf(levels);
    }
  }

  /**
   * Evaluates once.
   *
   * @param namespaces that were read; the state of others is dropped silently
   * @param uses every line of every quota in them
   * @param remembered the states of the previous evaluation
   */
  public Outcome look(
      Set<String> namespaces,
      Collection<QuotaUse> uses,
      Collection<QuotaState> remembered,
      Instant now) {
    Map<QuotaKey, QuotaState> before =
        remembered.stream()
            .collect(Collectors.toMap(QuotaState::key, Function.identity(), (a, b) -> a));
    List<QuotaState> states = new ArrayList<>();
    List<QuotaCrossing> crossings = new ArrayList<>();
    Map<RiskLevel, Integer> levels = new EnumMap<>(RiskLevel.class);
    for (QuotaUse use : watched(uses, before)) {
      QuotaState was = before.getOrDefault(use.key(), QuotaState.first(use.key()));
      QuotaState is = next(was, use, now);
      levels.merge(
          use.used().isPresent() ? is.alarm().level() : RiskLevel.UNKNOWN, 1, Integer::sum);
      crossing(was, is, use).ifPresent(crossings::add);
      if (is.isNotable() || is.history().isPresent()) {
        states.add(is);
      }
    }
    Set<QuotaKey> there = uses.stream().map(QuotaUse::key).collect(Collectors.toSet());
    before.values().stream()
        .filter(was -> namespaces.contains(was.key().namespace()))
        .filter(was -> !there.contains(was.key()) && was.alarm().level().isAlarm())
        .map(was -> over(was, Optional.empty()))
        .forEach(crossings::add);
    states.sort(Comparator.comparing(QuotaState::key));
    crossings.sort(Comparator.comparing(QuotaCrossing::key));
    return new Outcome(states, crossings, levels, Math.max(0, uses.size() - MOST_LINES));
  }

  private static List<QuotaUse> watched(
      Collection<QuotaUse> uses, Map<QuotaKey, QuotaState> before) {
    return uses.stream()
        .sorted(
            Comparator.comparingInt((QuotaUse use) -> rank(use, before.get(use.key())))
                .thenComparing(use -> use.share().orElse(0.0), Comparator.reverseOrder())
                .thenComparing(QuotaUse::key))
        .limit(MOST_LINES)
        .toList();
  }

  /** Reported lines first, then those over the threshold, then watched ones, to keep trends. */
  private static int rank(QuotaUse use, @Nullable QuotaState was) {
    if (was != null && was.isNotable()) {
      return 0;
    }
    if (use.share().orElse(0.0) >= HysteresisRule.QUOTA_WARNING) {
      return 1;
    }
    return was != null ? 2 : 3;
  }

  private QuotaState next(QuotaState was, QuotaUse use, Instant now) {
    if (use.share().isEmpty()) {
      return was;
    }
    AlertState alarm = rule.nextShowing(was.alarm(), use.share().get(), now);
    if (use.hard().value() <= 0) {
      return new QuotaState(use.key(), alarm, Optional.empty());
    }
    QuotaHistory history =
        was.history()
            .map(h -> h.with(use.used().orElseThrow(), now))
            .orElseGet(() -> QuotaHistory.begin(use.used().orElseThrow(), now));
    return new QuotaState(use.key(), alarm, Optional.of(history));
  }

  private Optional<QuotaCrossing> crossing(QuotaState was, QuotaState is, QuotaUse use) {
    RiskLevel from = was.alarm().level();
    RiskLevel to = is.alarm().level();
    if (to.above(from)) {
      return Optional.of(
          new QuotaCrossing(
              use.key(),
              from,
              to,
              is.alarm().since().orElseThrow(),
              Optional.of(use),
              is.history()
                  .flatMap(h -> trend.timeToExhaustion(h, use.used().orElseThrow(), use.hard()))));
    }
    return from.isAlarm() && !to.isAlarm()
        ? Optional.of(over(was, Optional.of(use)))
        : Optional.empty();
  }

  private static QuotaCrossing over(QuotaState was, Optional<QuotaUse> use) {
    return new QuotaCrossing(
        was.key(),
        was.alarm().level(),
        RiskLevel.NONE,
        was.alarm().since().orElse(Instant.EPOCH),
        use,
        Optional.empty());
  }
}
