// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.AlertState.PendingTransition;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Moves an alarm by a share, with a hold time both ways. Up: to the lowest level that the share
 * stayed over for the hold time. Down: once it stayed under the level's floor times {@code clear}
 * for the hold time; with 0.9 a floor of 90 % clears under 81 %.
 *
 * <p>A step that was not confirmed within the longest gap restarts, and so does one from the
 * future: after a pause, or a clock jump either way, the values in between are unknown.
 *
 * @param lowestReported this level and those above it are reported; lower ones are only shown
 */
public record HysteresisRule(
    NavigableMap<Double, RiskLevel> floors,
    RiskLevel lowestReported,
    double clear,
    Duration hold,
    Duration longestGap) {
  private static final double LOWEST = 0.80;

  /** The contract's levels of memory / limit and of used / hard. */
  private static final Map<RiskLevel, Double> STANDARD =
      Map.of(RiskLevel.WARNING, LOWEST, RiskLevel.CRITICAL, 0.90, RiskLevel.EMERGENCY, 0.95);

  /** The first level of used / hard of a quota. */
  public static final double QUOTA_WARNING = LOWEST;

  /** The first level of memory / limit. */
  static final double LOWEST_OF_MEMORY = LOWEST;

  /** 10 % under the threshold: usage moves all the time. */
  private static final double HYSTERESIS = 0.9;

  /** 5 % under the threshold (76, 85.5 and 90.25 %): a quota moves in steps, and rests between. */
  private static final double QUOTA_HYSTERESIS = 0.95;

  /** The hold time of the alert NamespaceQuotaUsage; a roll-out's surge is over by then. */
  private static final Duration QUOTA_HOLD = Duration.ofMinutes(5);

  /** What is divided and should be 0.8 may be a bit less. */
  private static final double DUST = 1e-9;

  /**
   * As long as Prometheus looks back for a sample; a slower policy may miss one tick of its own.
   */
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

  public HysteresisRule {
    floors = Collections.unmodifiableNavigableMap(new TreeMap<>(floors));
  }

  /**
   * How long a watch may see nothing before what was under way begins anew.
   *
   * @param interval between two evaluations
   */
  public static Duration longestGap(Duration interval) {
    Duration twice = interval.multipliedBy(2);
    return twice.compareTo(SHORTEST_GAP) > 0 ? twice : SHORTEST_GAP;
  }

  /** All levels of used / hard, each reached at its floor: a quota of 5 is at 80 % with 4. */
  public static HysteresisRule quota(Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    STANDARD.forEach((level, floor) -> floors.put(floor - DUST, level));
    return new HysteresisRule(floors, RiskLevel.WARNING, QUOTA_HYSTERESIS, QUOTA_HOLD, longestGap);
  }

  /** One level: throttling delays, it does not kill. */
  static HysteresisRule warning(double threshold, Duration hold, Duration longestGap) {
    return single(RiskLevel.WARNING, threshold, hold, longestGap);
  }

  /** One level over a threshold that is not negative. */
  static HysteresisRule single(
      RiskLevel level, double threshold, Duration hold, Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    floors.put(threshold, level);
    return new HysteresisRule(floors, level, HYSTERESIS, hold, longestGap);
  }

  /**
   * Warning over 80 %, Critical over 90 %, Emergency over 95 %. The level that the threshold lies
   * in begins at the threshold and is reported; those below are only shown. 90: Warning shown,
   * Critical over 90 reported; 85: Warning over 85 reported; 97: Warning and Critical shown,
   * Emergency over 97 reported; 70: Warning over 70 reported.
   */
  static HysteresisRule graded(double threshold, Duration hold, Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    STANDARD.forEach((level, floor) -> floors.put(floor, level));
    var within = floors.floorEntry(threshold);
    RiskLevel lowest = within == null ? RiskLevel.WARNING : within.getValue();
    floors.remove(STANDARD.get(lowest));
    floors.put(threshold, lowest);
    return new HysteresisRule(floors, lowest, HYSTERESIS, hold, longestGap);
  }

  /** Whether a level is reported. */
  boolean reports(RiskLevel level) {
    return level.isAlarm() && !lowestReported.above(level);
  }

  /** Whether a share is over the threshold for reporting. */
  boolean reports(double share) {
    return reports(level(share));
  }

  /** The state after one more evaluation; its figure stays. */
  public AlertState next(AlertState before, double share, Instant now) {
    RiskLevel reached = level(share);
    RiskLevel kept = level(share / clear);
    if (reached.above(before.level())) {
      return rise(before, reached, now);
    }
    return before.level().above(kept) ? fall(before, kept, now) : before.settled();
  }

  /** The same, and its figure is the share in whole percents, which moves by five points. */
  public AlertState nextShowing(AlertState before, double share, Instant now) {
    AlertState alarm = next(before, share, now);
    OptionalDouble shown =
        alarm.level() == before.level() ? before.figure() : OptionalDouble.empty();
    return alarm.showing(DisplayRounding.percent(shown, share));
  }

  private AlertState rise(AlertState alarm, RiskLevel reached, Instant now) {
    PendingTransition step = step(alarm.rising(), reached, now);
    step = new PendingTransition(step.to().better(reached), step.since(), now);
    if (!step.held(now, hold)) {
      return alarm.rising(step);
    }
    AlertState risen = AlertState.at(step.to(), step.since(), alarm.figure());
    return reached.above(step.to())
        ? risen.rising(new PendingTransition(reached, now, now))
        : risen;
  }

  private AlertState fall(AlertState alarm, RiskLevel kept, Instant now) {
    PendingTransition step = step(alarm.falling(), kept, now);
    step = new PendingTransition(step.to().worse(kept), step.since(), now);
    if (!step.held(now, hold)) {
      return alarm.falling(step);
    }
    if (step.to() == RiskLevel.NONE) {
      return AlertState.NONE;
    }
    AlertState fallen =
        AlertState.at(step.to(), alarm.since().orElse(step.since()), alarm.figure());
    return step.to().above(kept) ? fallen.falling(new PendingTransition(kept, now, now)) : fallen;
  }

  private PendingTransition step(Optional<PendingTransition> under, RiskLevel to, Instant now) {
    return under
        .filter(s -> s.continues(now, longestGap))
        .orElse(new PendingTransition(to, now, now));
  }

  private RiskLevel level(double share) {
    var floor = floors.lowerEntry(share);
    return floor == null ? RiskLevel.NONE : floor.getValue();
  }
}
