// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.Alarm;
import dev.rightsizing.model.risk.Alarm.Step;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moves an alarm by a share, with a hold time both ways. Up: to the lowest level that the share
 * stayed over for the hold time. Down: once it stayed under 0.9 × the level's floor for the hold
 * time; a floor of 90 % clears under 81 %.
 *
 * <p>A step that was not confirmed within the longest gap begins anew, and so does one from the
 * future: after a pause, or a jump of the clock either way, nobody knows what held meanwhile.
 */
record AlarmRule(TreeMap<Double, RiskLevel> floors, Duration hold, Duration longestGap) {
  /** 10 % under the threshold. */
  private static final double HYSTERESIS = 0.9;

  /** The contract's levels of memory / limit. */
  private static final double CRITICAL = 0.90;

  private static final double EMERGENCY = 0.95;

  /** One level: throttling delays, it does not kill. */
  static AlarmRule warning(double threshold, Duration hold, Duration longestGap) {
    TreeMap<Double, RiskLevel> floors = new TreeMap<>();
    floors.put(threshold, RiskLevel.WARNING);
    return new AlarmRule(floors, hold, longestGap);
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
    return new AlarmRule(floors, hold, longestGap);
  }

  /** The alarm after one more look. */
  Alarm next(Alarm before, double share, Instant now) {
    RiskLevel reached = level(share);
    RiskLevel kept = level(share / HYSTERESIS);
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
