// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskSignal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A workload's risk.
 *
 * @param reasons one sentence per signal
 * @param since when the level began
 * @param minutesToLimit until memory reaches its limit at its present growth
 * @param signals what is at risk now
 */
public record RiskState(
    RiskLevel level,
    List<String> reasons,
    Optional<Instant> since,
    Optional<Long> minutesToLimit,
    Set<RiskSignal.Kind> signals) {
  static final RiskState UNKNOWN =
      new RiskState(RiskLevel.Unknown, List.of(), Optional.empty(), Optional.empty(), Set.of());

  public RiskState {
    reasons = List.copyOf(reasons);
    signals = Set.copyOf(signals);
  }

  static RiskState of(Risk risk) {
    if (risk == null || risk.getLevel() == null) {
      return UNKNOWN;
    }
    Set<RiskSignal.Kind> signals = EnumSet.noneOf(RiskSignal.Kind.class);
    for (RiskSignal signal : Objects.requireNonNullElse(risk.getSignals(), List.<RiskSignal>of())) {
      if (signal.getKind() != null && isRisk(signal.getLevel())) {
        signals.add(signal.getKind());
      }
    }
    return new RiskState(
        risk.getLevel(),
        Objects.requireNonNullElse(risk.getReasons(), List.<String>of()).stream()
            .filter(Objects::nonNull)
            .toList(),
        Lenient.instant(risk.getSince()),
        Optional.ofNullable(risk.getMinutesToLimit()),
        signals);
  }

  private static boolean isRisk(RiskLevel level) {
    return level != null && level != RiskLevel.None && level != RiskLevel.Unknown;
  }

  /** Whether something is about to break. */
  public boolean isAtRisk() {
    return isRisk(level);
  }

  /** How bad it is, from 0 (none) to 4; what is unknown is a little worse than none. */
  public int severity() {
    return switch (level) {
      case None -> 0;
      case Unknown -> 1;
      case Warning -> 2;
      case Critical -> 3;
      case Emergency -> 4;
    };
  }
}
