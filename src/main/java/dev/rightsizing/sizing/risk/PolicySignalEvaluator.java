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
 * Judges a signal that a policy names, of a workload as a whole. No series means that nothing is
 * said, as queries with a comparison drop what is fine. After an alarm no series counts as fine
 * only while the answer has one of another workload of the policy's namespaces; an answer that is
 * empty of them may be that of a broken exporter.
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
