// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.QuotaPeaks;
import dev.rightsizing.api.v1alpha1.policy.QuotaRisk;
import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaState;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Translates between {@code status.quotaRisks} and its values, both ways. */
public final class QuotaRiskMapper {

  /** What was remembered; what an other version wrote and cannot be read is forgotten. */
  public List<QuotaState> remembered(RightSizingPolicyStatus status) {
    return status == null || status.getQuotaRisks() == null
        ? List.of()
        : status.getQuotaRisks().stream().flatMap(QuotaRiskMapper::remembered).toList();
  }

  private static Stream<QuotaState> remembered(QuotaRisk risk) {
    try {
      AlertState alarm =
          new AlertState(
              Optional.ofNullable(risk.getLevel())
                  .flatMap(level -> RiskLevel.of(level.name()))
                  .orElseThrow(),
              Optional.ofNullable(risk.getSince()).map(Instant::parse),
              risk.getUsedPercent() == null
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(risk.getUsedPercent()),
              PendingTransitions.read(risk.getRising()),
              PendingTransitions.read(risk.getFalling()));
      return Stream.of(
          new QuotaState(
              new QuotaKey(risk.getNamespace(), risk.getName(), risk.getResource()),
              alarm,
              Optional.ofNullable(risk.getDays()).map(QuotaRiskMapper::history)));
    } catch (DateTimeException | IllegalArgumentException | NoSuchElementException e) {
      return Stream.empty();
    }
  }

  private static QuotaHistory history(QuotaPeaks days) {
    Instant sampled = Optional.ofNullable(days.getSampled()).map(Instant::parse).orElseThrow();
    List<String> peaks = Optional.ofNullable(days.getPeaks()).orElseThrow();
    return new QuotaHistory(sampled, peaks.stream().map(QuotaAmount::parse).toList());
  }

  /** The part of the status that the quota watch owns. */
  public RightSizingPolicyStatus status(Collection<QuotaState> states) {
    RightSizingPolicyStatus status = new RightSizingPolicyStatus();
    // Empty, not absent: a status of which nothing is left would be null, which the schema refuses.
    status.setQuotaRisks(states.stream().map(QuotaRiskMapper::risk).toList());
    return status;
  }

  private static QuotaRisk risk(QuotaState state) {
    QuotaRisk risk = new QuotaRisk();
    risk.setNamespace(state.key().namespace());
    risk.setName(state.key().name());
    risk.setResource(state.key().resource());
    AlertState alarm = state.alarm();
    risk.setLevel(PendingTransitions.level(alarm.level()));
    risk.setSince(alarm.since().map(PendingTransitions::time).orElse(null));
    // Of a line that is well the share may move without a write.
    if (state.isNotable() && alarm.figure().isPresent()) {
      risk.setUsedPercent((int) alarm.figure().getAsDouble());
    }
    risk.setRising(alarm.rising().map(PendingTransitions::write).orElse(null));
    risk.setFalling(alarm.falling().map(PendingTransitions::write).orElse(null));
    risk.setDays(state.history().map(QuotaRiskMapper::days).orElse(null));
    return risk;
  }

  private static QuotaPeaks days(QuotaHistory history) {
    QuotaPeaks days = new QuotaPeaks();
    days.setSampled(PendingTransitions.time(history.sampled()));
    days.setPeaks(history.peaks().stream().map(QuotaAmount::quantity).toList());
    return days;
  }
}
