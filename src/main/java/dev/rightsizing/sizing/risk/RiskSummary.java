// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.sizing.risk.RiskEngine.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts the signals of a workload's containers together: the worst decides. */
final class RiskSummary {
  /** What a status may hold of them. */
  private static final int MOST_SENTENCES = 32;

  private RiskSummary() {}

  static RiskAssessment of(List<Judged> judged, OptionalLong minutes, List<RiskChange> changes) {
    List<Judged> worstFirst = new ArrayList<>(judged);
    worstFirst.sort(
        Comparator.comparing((Judged j) -> j.signal().level(), RiskSummary::worse)
            .thenComparing(j -> j.signal().key().container())
            .thenComparing(j -> j.signal().key().kind()));
    RiskLevel level = worstFirst.isEmpty() ? RiskLevel.UNKNOWN : worstFirst.get(0).signal().level();
    return new RiskAssessment(
        level,
        worstFirst.isEmpty() ? Reason.SIGNAL_MISSING : reason(worstFirst.get(0).signal()),
        since(worstFirst, level),
        worstFirst.stream()
            .map(Judged::sentence)
            .filter(sentence -> !sentence.isEmpty())
            .limit(MOST_SENTENCES)
            .toList(),
        minutes,
        judged.stream().map(Judged::signal).filter(SignalRisk::isNotable).toList(),
        changes);
  }

  private static int worse(RiskLevel a, RiskLevel b) {
    return a == b ? 0 : a.above(b) ? -1 : 1;
  }

  private static Reason reason(SignalRisk worst) {
    if (worst.unknown().isPresent()) {
      return worst.unknown().get();
    }
    return worst.alarm().level().isAlarm() ? worst.key().kind().reason() : Reason.NO_RISK;
  }

  private static Optional<Instant> since(List<Judged> judged, RiskLevel level) {
    return level.isAlarm()
        ? judged.stream()
            .map(Judged::signal)
            .filter(signal -> signal.level() == level)
            .flatMap(signal -> signal.alarm().since().stream())
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }
}
