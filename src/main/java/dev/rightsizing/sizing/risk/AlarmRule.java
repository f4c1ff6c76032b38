// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.Alarm;
import dev.rightsizing.model.risk.Alarm.Step;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moves an alarm by a share, with a hold time both ways. Up: to the lowest level that the share
 * stayed over for the hold time. Down: once it stayed under the level's floor times {@code clear}
 * for the hold time; with 0.9 a floor of 90 % clears under 81 %.
 *
 * <p>A step that was not confirmed within the longest gap begins anew, and so does one from the
 * future: after a pause, or a jump of the clock either way, nobody knows what held meanwhile.
 */
public record AlarmRule(
    NavigableMap<Double, RiskLevel> floors, double clear, Duration hold, Duration longestGap) {
  /** The contract's first level of used / hard of a quota. */
  public static final double QUOTA_WARNING = 0.80;

  /** 10 % under the threshold: usage moves all the time. */
  private static final double HYSTERESIS = 0.9;

  /** 5 % under the threshold (76, 85.5 and 90.25 %): a quota moves in steps, and rests between. */
  private static final double QUOTA_HYSTERESIS = 0.95;

  /** The hold time of the alert NamespaceQuotaUsage; a roll-out's surge is over by then. */
  private static final Duration QUOTA_HOLD = Duration.ofMinutes(5);

  /** The contract's levels of memory / limit and used / hard. */
  private static final double CRITICAL = 0.90;

  private static final double EMERGENCY = 0.95;

  /** What is divided and should be 0.8 may be a bit less. */
  private static final double DUST = 1e-9;

  /**
   * As long as Prometheus looks back for a sample; a slower policy may miss one tick of its own.
   */
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

  public AlarmRule {
    floors = Collections.unmodifiableNavigableMap(new TreeMap<>(floors));
  }

  /**
   * How long a watch may see nothing before what was under way begins anew.
   *
   * @param interval between two looks
   */
  public static Duration longestGap(Duration interval) {
    Duration twice = interval.multipliedBy(2);
    return twice.compareTo(SHORTEST_GAP) > 0 ? twice : SHORTEST_GAP;
  }

  /** All levels of used / hard, each reached at its floor: a quota of 5 is at 80 % with 4. */
  public static AlarmRule quota(Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    floors.put(QUOTA_WARNING - DUST, RiskLevel.WARNING);
    floors.put(CRITICAL - DUST, RiskLevel.CRITICAL);
    floors.put(EMERGENCY - DUST, RiskLevel.EMERGENCY);
    return new AlarmRule(floors, QUOTA_HYSTERESIS, QUOTA_HOLD, longestGap);
  }

  /** One level: throttling delays, it does not kill. */
  static AlarmRule warning(double threshold, Duration hold, Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    floors.put(threshold, RiskLevel.WARNING);
    return new AlarmRule(floors, HYSTERESIS, hold, longestGap);
  }

  /**
   * All levels, none of them under the threshold: 80 gives Warning over 80 %, Critical over 90 %,
   * Emergency over 95 %; 90 begins with Critical; 97 knows Emergency alone.
   */
  static AlarmRule graded(double threshold, Duration hold, Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    floors.put(threshold, RiskLevel.WARNING);
    floors.put(Math.max(threshold, CRITICAL), RiskLevel.CRITICAL);
    floors.put(Math.max(threshold, EMERGENCY), RiskLevel.EMERGENCY);
    return new AlarmRule(floors, HYSTERESIS, hold, longestGap);
  }

  /** The alarm after one more look. */
  public Alarm next(Alarm before, double share, Instant now) {
    RiskLevel reached = level(share);
    RiskLevel kept = level(share / clear);
    int percent = (int) Math.min(1000, Math.floor(100 * share));
    Alarm alarm = before.showing(percent);
    if (reached.above(before.level())) {
      return rise(alarm, reached, now, percent);
    }
    return before.level().above(kept) ? fall(alarm, kept, now, percent) : alarm.settled();
  }

  private Alarm rise(Alarm alarm, RiskLevel reached, Instant now, int percent) {
    Step step = step(alarm.rising(), reached, now);
    step = new Step(step.to().better(reached), step.since(), now);
    if (!step.held(now, hold)) {
      return alarm.rising(step);
    }
    Alarm risen = Alarm.at(step.to(), step.since(), percent);
    return reached.above(step.to()) ? risen.rising(new Step(reached, now, now)) : risen;
  }

  private Alarm fall(Alarm alarm, RiskLevel kept, Instant now, int percent) {
    Step step = step(alarm.falling(), kept, now);
    step = new Step(step.to().worse(kept), step.since(), now);
    if (!step.held(now, hold)) {
      return alarm.falling(step);
    }
    if (step.to() == RiskLevel.NONE) {
      return Alarm.NONE;
    }
    Alarm fallen = Alarm.at(step.to(), alarm.since().orElse(step.since()), percent);
    return step.to().above(kept) ? fallen.falling(new Step(kept, now, now)) : fallen;
  }

  private Step step(Optional<Step> under, RiskLevel to, Instant now) {
    return under.filter(s -> s.continues(now, longestGap)).orElse(new Step(to, now, now));
  }

  private RiskLevel level(double share) {
    var floor = floors.lowerEntry(share);
    return floor == null ? RiskLevel.NONE : floor.getValue();
  }
}
