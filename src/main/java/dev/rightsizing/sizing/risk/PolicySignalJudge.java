// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.Alarm;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.sizing.risk.RiskEngine.Judged;
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
final class PolicySignalJudge {
  private final Duration gap;

  PolicySignalJudge(Duration gap) {
    this.gap = gap;
  }

  Judged judge(PolicySignal signal, SignalReading seen, SignalRisk was, Instant now) {
    if (seen instanceof SignalReading.Failed failed) {
      return ContainerJudge.unknown(was, failed.reason());
    }
    if (seen instanceof SignalReading.Seen one) {
      return next(signal, was, OptionalDouble.of(one.value()), one.where(), now);
    }
    boolean others = ((SignalReading.Absent) seen).others();
    return others && was.alarm().level().isAlarm()
        ? next(signal, was, OptionalDouble.empty(), "no series now", now)
        : ContainerJudge.absent(was, Reason.SIGNAL_MISSING);
  }

  private Judged next(
      PolicySignal signal, SignalRisk was, OptionalDouble value, String where, Instant now) {
    AlarmRule rule = AlarmRule.single(signal.level(), signal.above(), signal.hold(), gap);
    Optional<String> judgedBy = Optional.of(Figures.text(OptionalDouble.of(signal.above())));
    // Under another threshold what was on its way up or down has not begun yet.
    Alarm before = was.limit().equals(judgedBy) ? was.alarm() : was.alarm().settled();
    double share = value.orElse(0);
    Alarm alarm = rule.next(before, share, now);
    OptionalDouble shown =
        alarm.level() == was.alarm().level() ? was.alarm().figure() : OptionalDouble.empty();
    boolean notable = alarm.level().isAlarm() || alarm.rising().isPresent();
    alarm =
        alarm.showing(
            !notable
                ? OptionalDouble.empty()
                : value.isPresent() ? Figures.value(shown, value.getAsDouble()) : shown);
    SignalRisk is =
        new SignalRisk(
            was.key(),
            alarm,
            ContainerJudge.told(was, alarm, rule, share),
            Optional.empty(),
            notable ? judgedBy : Optional.empty());
    return new Judged(is, Sentences.signal(is, signal, where));
  }
}
