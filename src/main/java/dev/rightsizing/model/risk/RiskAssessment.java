// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A workload's risk at one tick.
 *
 * @param level the worst over containers and signals, as it is shown
 * @param reported the worst reported level: a level below the policy's threshold counts as None
 * @param reason why {@code reported} is as it is, as a condition says it
 * @param since since when the level holds; absent while it is None or Unknown
 * @param sentences one a signal that is worth a word, the worst first
 * @param minutesToLimit until memory reaches its limit at the current growth
 * @param signals what to remember for the next tick, which is all that the next tick needs
 * @param changes crossings to report since the previous tick
 */
public record RiskAssessment(
    RiskLevel level,
    RiskLevel reported,
    Reason reason,
    Optional<Instant> since,
    List<String> sentences,
    OptionalLong minutesToLimit,
    List<SignalRisk> signals,
    List<RiskChange> changes) {

  public RiskAssessment {
    sentences = List.copyOf(sentences);
    signals = List.copyOf(signals);
    changes = List.copyOf(changes);
  }
}
