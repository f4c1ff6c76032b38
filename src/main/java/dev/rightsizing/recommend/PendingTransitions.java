// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskStep;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Translates the parts of an alarm, both ways. */
final class PendingTransitions {

  private PendingTransitions() {}

  /**
   * Reads a step.
   *
   * @throws java.util.NoSuchElementException if a part of it is missing
   * @throws java.time.DateTimeException if a time is none
   */
  static Optional<AlertState.PendingTransition> read(RiskStep step) {
    return Optional.ofNullable(step)
        .map(
            s ->
                new AlertState.PendingTransition(
                    Optional.ofNullable(s.getTo())
                        .flatMap(level -> RiskLevel.of(level.name()))
                        .orElseThrow(),
                    time(s.getSince()),
                    time(s.getSeen())));
  }

  private static Instant time(String text) {
    return Optional.ofNullable(text).map(Instant::parse).orElseThrow();
  }

  static RiskStep write(AlertState.PendingTransition transition) {
    RiskStep step = new RiskStep();
    step.setTo(level(transition.to()));
    step.setSince(time(transition.since()));
    step.setSeen(time(transition.lastConfirmed()));
    return step;
  }

  static dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel level(RiskLevel level) {
    return dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel.valueOf(level.text());
  }

  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
