// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.saturation.OomKill;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * OOM kills, from the status of living pods: each is an Emergency for an hour, so that a person
 * sees it between two restarts. The alarm keeps the time of the last reported kill, so that no kill
 * is reported twice; older ones are ignored.
 */
final class KillSignal {
  private static final Duration SHOWN = Duration.ofHours(1);

  private KillSignal() {}

  static AlertState next(AlertState before, ContainerReading container, Instant now) {
    Optional<Instant> newest =
        container.kills().stream()
            .max(Comparator.comparing(OomKill::at))
            .map(OomKill::at)
            .filter(at -> at.isAfter(before.since().orElse(Instant.MIN)))
            .filter(at -> !isOver(at, now));
    if (newest.isPresent()) {
      return AlertState.at(RiskLevel.EMERGENCY, newest.get(), OptionalDouble.empty());
    }
    boolean over = before.since().map(at -> isOver(at, now)).orElse(false);
    return over && before.level() != RiskLevel.NONE
        ? AlertState.at(RiskLevel.NONE, before.since().get(), OptionalDouble.empty())
        : before;
  }

  private static boolean isOver(Instant kill, Instant now) {
    return !kill.plus(SHOWN).isAfter(now);
  }
}
