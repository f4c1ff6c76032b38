// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.model.risk.SignalRisk.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assesses a workload's risk at one tick from current readings and the previous state; stateless
 * itself. Pods come and go: a container is at risk while any of its pods is.
 */
public final class RiskEngine {
  private final List<PolicySignal> signals;
  private final ContainerRiskEvaluator containerJudge;
  private final PolicySignalEvaluator signalJudge;

  public RiskEngine(RiskSettings settings) {
    Duration gap = HysteresisRule.longestGap(settings.interval());
    this.signals = settings.signals();
    this.containerJudge = new ContainerRiskEvaluator(settings, gap);
    this.signalJudge = new PolicySignalEvaluator(gap);
  }

  /**
   * One tick.
   *
   * @param named what was read of the policy's own signals, by name
   * @param before the signals of the previous tick, from the state
   */
  public RiskAssessment assess(
      List<ContainerReading> containers,
      Map<String, SignalReading> named,
      List<SignalRisk> before,
      Instant now) {
    Map<Key, SignalRisk> known = new LinkedHashMap<>();
    before.forEach(signal -> known.putIfAbsent(signal.key(), signal));
    List<SignalAssessment> judged = new ArrayList<>();
    List<RiskChange> changes = new ArrayList<>();
    GrowthByContainer growth = new GrowthByContainer();
    for (ContainerReading container : containers) {
      for (RiskKind kind : ContainerRiskEvaluator.KINDS) {
        SignalRisk was = was(known, new Key(container.container(), kind));
        SignalAssessment is = containerJudge.judge(container, was, growth, now);
        judged.add(is);
        change(was, is).ifPresent(changes::add);
      }
    }
    for (PolicySignal signal : signals) {
      SignalRisk was = was(known, Key.named(signal.name()));
      SignalReading reading = named.getOrDefault(signal.name(), new SignalReading.Absent(false));
      SignalAssessment is = signalJudge.judge(signal, reading, was, now);
      judged.add(is);
      change(was, is).ifPresent(changes::add);
    }
    known.values().forEach(left -> dropped(left).ifPresent(changes::add));
    return RiskSummary.of(judged, growth.leastMinutes(), changes);
  }

  private static SignalRisk was(Map<Key, SignalRisk> known, Key key) {
    SignalRisk was = known.remove(key);
    return was == null ? SignalRisk.first(key) : was;
  }

  private static Optional<RiskChange> change(SignalRisk was, SignalAssessment judged) {
    AlertState before = was.alarm();
    AlertState after = judged.signal().alarm();
    RiskLevel from = was.alarmReported();
    RiskLevel to = judged.signal().alarmReported();
    boolean killedAgain =
        was.key().kind() == RiskKind.OOM_KILL
            && after.level().isAlarm()
            && !after.since().equals(before.since());
    if (from == to && !killedAgain) {
      return Optional.empty();
    }
    boolean rise = killedAgain || to.above(from);
    // When the crossing began is the same for whoever computes it again after a restart.
    Optional<Instant> begun =
        rise
            ? after.since()
            : before.falling().map(AlertState.PendingTransition::since).or(before::since);
    String sentence = rise ? judged.sentence() : RiskMessages.fallen(was, judged);
    return Optional.of(new RiskChange(was.key(), from, to, begun.orElse(Instant.EPOCH), sentence));
  }

  /** A reported signal that the policy no longer defines would stay reported forever. */
  private static Optional<RiskChange> dropped(SignalRisk left) {
    boolean stands = left.key().kind() == RiskKind.POLICY_SIGNAL && left.alarmReported().isAlarm();
    return stands
        ? Optional.of(
            new RiskChange(
                left.key(),
                left.alarmReported(),
                RiskLevel.NONE,
                left.alarm().since().orElse(Instant.EPOCH),
                "signal " + left.key().name() + " is no longer defined in the policy"))
        : Optional.empty();
  }
}
