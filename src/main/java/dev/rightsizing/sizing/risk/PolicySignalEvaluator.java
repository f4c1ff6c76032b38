// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.model.risk.SignalRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Evaluates a signal that a policy defines, for a workload as a whole. No series means that nothing
 * is reported, as queries with a comparison drop healthy series. After an alarm, no series counts
 * as healthy only while the result has a series of another workload in the policy's namespaces; a
 * result without any may come from a broken exporter.
 */
final class PolicySignalEvaluator {
  private final Duration gap;

  PolicySignalEvaluator(Duration gap) {
    this.gap = gap;
  }

  SignalAssessment judge(PolicySignal signal, SignalReading reading, SignalRisk was, Instant now) {
    if (reading instanceof SignalReading.Failed failed) {
      return ContainerRiskEvaluator.unknown(was, failed.reason());
    }
    if (reading instanceof SignalReading.Measured one) {
      return next(signal, was, OptionalDouble.of(one.value()), one.where(), now);
    }
    boolean others = ((SignalReading.Absent) reading).others();
    return others && was.alarm().level().isAlarm()
        ? next(signal, was, OptionalDouble.empty(), "no series now", now)
        : ContainerRiskEvaluator.absent(was, Reason.SIGNAL_MISSING);
  }

  private SignalAssessment next(
      PolicySignal signal, SignalRisk was, OptionalDouble value, String where, Instant now) {
    HysteresisRule rule = HysteresisRule.single(signal.level(), signal.above(), signal.hold(), gap);
    Optional<String> judgedBy =
        Optional.of(DisplayRounding.text(OptionalDouble.of(signal.above())));
    // Under another threshold what was on its way up or down has not begun yet.
    AlertState before = was.limit().equals(judgedBy) ? was.alarm() : was.alarm().settled();
    double share = value.orElse(0);
    AlertState alarm = rule.next(before, share, now);
    OptionalDouble shown =
        alarm.level() == was.alarm().level() ? was.alarm().figure() : OptionalDouble.empty();
    boolean notable = alarm.level().isAlarm() || alarm.rising().isPresent();
    alarm =
        alarm.showing(
            !notable
                ? OptionalDouble.empty()
                : value.isPresent() ? DisplayRounding.value(shown, value.getAsDouble()) : shown);
    SignalRisk is =
        new SignalRisk(
            was.key(),
            alarm,
            ContainerRiskEvaluator.reported(was, alarm, rule, share),
            Optional.empty(),
            notable ? judgedBy : Optional.empty());
    return new SignalAssessment(is, RiskMessages.signal(is, signal, where));
  }
}
