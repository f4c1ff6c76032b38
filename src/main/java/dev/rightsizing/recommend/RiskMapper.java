// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskSignal;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.SignalRisk;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Translates between {@code status.risk} and its values, both ways. */
public final class RiskMapper {

  /** What was remembered; what an other version wrote and cannot be read is forgotten. */
  public List<SignalRisk> remembered(RecommendationStatus status) {
    if (status == null || status.getRisk() == null || status.getRisk().getSignals() == null) {
      return List.of();
    }
    return status.getRisk().getSignals().stream().flatMap(RiskMapper::remembered).toList();
  }

  private static Stream<SignalRisk> remembered(RiskSignal signal) {
    try {
      RiskKind kind = named(signal.getKind()).flatMap(RiskKind::of).orElseThrow();
      RiskLevel level = named(signal.getLevel()).flatMap(RiskLevel::of).orElseThrow();
      AlertState alarm =
          new AlertState(
              level,
              Optional.ofNullable(signal.getSince()).map(Instant::parse),
              figure(signal),
              PendingTransitions.read(signal.getRising()),
              PendingTransitions.read(signal.getFalling()));
      Optional<Reason> unknown =
          Arrays.stream(Reason.values())
              .filter(reason -> reason.text().equals(signal.getUnknown()))
              .findFirst();
      return Stream.of(
          new SignalRisk(
              new SignalRisk.Key(
                  Objects.requireNonNullElse(signal.getContainer(), ""),
                  kind,
                  Objects.requireNonNullElse(signal.getName(), "")),
              alarm,
              // Versions without this field reported every level that they wrote.
              level.isAlarm() && !Boolean.FALSE.equals(signal.getTold()),
              unknown,
              Optional.ofNullable(signal.getLimit())));
    } catch (DateTimeException | NoSuchElementException | NumberFormatException e) {
      return Stream.empty();
    }
  }

  private static OptionalDouble figure(RiskSignal signal) {
    if (signal.getPercent() != null) {
      return OptionalDouble.of(signal.getPercent());
    }
    return signal.getValue() == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(signal.getValue()));
  }

  private static Optional<String> named(Enum<?> constant) {
    return Optional.ofNullable(constant).map(Enum::name);
  }

  /** The part of the status that the risk watch owns: the risk and its condition. */
  public RecommendationStatus status(
      RiskAssessment assessment, RecommendationStatus before, Instant now) {
    RecommendationStatus status = new RecommendationStatus();
    status.setRisk(risk(assessment));
    Conditions conditions =
        new Conditions(
            before == null || before.getConditions() == null
                ? List.of()
                : before.getConditions().stream()
                    .filter(condition -> condition.getType().equals(Conditions.AT_RISK))
                    .toList(),
            0,
            now);
    status.setConditions(
        conditions
            .set(
                Conditions.AT_RISK,
                state(assessment.reported()),
                assessment.reason(),
                message(assessment))
            .toList());
    return status;
  }

  /** The status of an unwatched workload: the level is unknown, the remembered state stays. */
  public RecommendationStatus unwatched(RecommendationStatus before, Instant now) {
    return status(
        new RiskAssessment(
            RiskLevel.UNKNOWN,
            RiskLevel.UNKNOWN,
            Reason.RISK_NOT_WATCHED,
            Optional.empty(),
            List.of(Reason.RISK_NOT_WATCHED.sentence()),
            OptionalLong.empty(),
            remembered(before),
            List.of()),
        before,
        now);
  }

  private static Status state(RiskLevel level) {
    return switch (level) {
      case NONE -> Status.False;
      case UNKNOWN -> Status.Unknown;
      case WARNING, CRITICAL, EMERGENCY -> Status.True;
    };
  }

  private static String message(RiskAssessment assessment) {
    return assessment.sentences().isEmpty()
        ? assessment.reason().sentence()
        : String.join("; ", assessment.sentences());
  }

  private static Risk risk(RiskAssessment assessment) {
    Risk risk = new Risk();
    risk.setLevel(PendingTransitions.level(assessment.level()));
    risk.setReasons(assessment.sentences());
    risk.setSince(assessment.since().map(PendingTransitions::time).orElse(null));
    risk.setMinutesToLimit(
        assessment.minutesToLimit().isPresent() ? assessment.minutesToLimit().getAsLong() : null);
    risk.setSignals(
        assessment.signals().isEmpty()
            ? null
            : assessment.signals().stream().map(RiskMapper::signal).toList());
    return risk;
  }

  private static RiskSignal signal(SignalRisk assessment) {
    RiskSignal signal = new RiskSignal();
    signal.setContainer(
        assessment.key().container().isEmpty() ? null : assessment.key().container());
    signal.setName(assessment.key().name().isEmpty() ? null : assessment.key().name());
    signal.setKind(RiskSignal.Kind.valueOf(assessment.key().kind().text()));
    signal.setLevel(PendingTransitions.level(assessment.alarm().level()));
    signal.setSince(assessment.alarm().since().map(PendingTransitions::time).orElse(null));
    assessment.alarm().figure().ifPresent(figure -> show(signal, assessment.key().kind(), figure));
    signal.setTold(assessment.alarm().level().isAlarm() ? assessment.reported() : null);
    signal.setLimit(assessment.limit().orElse(null));
    signal.setUnknown(assessment.unknown().map(Reason::text).orElse(null));
    signal.setRising(assessment.alarm().rising().map(PendingTransitions::write).orElse(null));
    signal.setFalling(assessment.alarm().falling().map(PendingTransitions::write).orElse(null));
    return signal;
  }

  private static void show(RiskSignal signal, RiskKind kind, double figure) {
    if (kind.isShare()) {
      signal.setPercent((int) figure);
    } else {
      signal.setValue(BigDecimal.valueOf(figure).stripTrailingZeros().toPlainString());
    }
  }
}
