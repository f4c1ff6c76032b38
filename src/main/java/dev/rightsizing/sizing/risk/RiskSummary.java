// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.SignalRisk;
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

  static RiskAssessment of(
      List<SignalAssessment> judged, OptionalLong minutes, List<RiskChange> changes) {
    List<SignalAssessment> worstFirst = new ArrayList<>(judged);
    worstFirst.sort(
        Comparator.comparing((SignalAssessment j) -> j.signal().level(), RiskSummary::worse)
            .thenComparing(j -> j.signal().key().container())
            .thenComparing(j -> j.signal().key().kind()));
    List<SignalRisk> signals = judged.stream().map(SignalAssessment::signal).toList();
    RiskLevel level = worstFirst.isEmpty() ? RiskLevel.UNKNOWN : worstFirst.get(0).signal().level();
    RiskLevel reported =
        signals.stream()
            .map(SignalRisk::levelReported)
            .reduce(RiskLevel::worse)
            .orElse(RiskLevel.UNKNOWN);
    return new RiskAssessment(
        level,
        reported,
        reason(worstFirst, reported),
        since(worstFirst, level),
        worstFirst.stream()
            .map(SignalAssessment::sentence)
            .filter(sentence -> !sentence.isEmpty())
            .limit(MOST_SENTENCES)
            .toList(),
        minutes,
        signals.stream().filter(SignalRisk::isNotable).toList(),
        changes);
  }

  private static int worse(RiskLevel a, RiskLevel b) {
    return a == b ? 0 : a.above(b) ? -1 : 1;
  }

  /** The reason of the reported level; of several, the first in display order. */
  private static Reason reason(List<SignalAssessment> worstFirst, RiskLevel reported) {
    if (worstFirst.isEmpty()) {
      return Reason.SIGNAL_MISSING;
    }
    if (reported == RiskLevel.NONE) {
      return worstFirst.get(0).signal().level().isAlarm() ? Reason.BELOW_THRESHOLD : Reason.NO_RISK;
    }
    SignalRisk worst =
        worstFirst.stream()
            .map(SignalAssessment::signal)
            .filter(signal -> signal.levelReported() == reported)
            .findFirst()
            .orElseThrow();
    return worst.unknown().orElse(worst.key().kind().reason());
  }

  private static Optional<Instant> since(List<SignalAssessment> judged, RiskLevel level) {
    return level.isAlarm()
        ? judged.stream()
            .map(SignalAssessment::signal)
            .filter(signal -> signal.level() == level)
            .flatMap(signal -> signal.alarm().since().stream())
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }
}
