// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a Recommendation that has nothing new to say is written all the same, so that its last
 * digits and its times do not grow old: after a day to a day and a half, each at an age that
 * follows from its uid. Those that were created together are therefore not all written together.
 */
final class RefreshSchedule {
  private static final Duration AGE = Duration.ofHours(24);
  private static final Duration SPREAD = Duration.ofHours(12);

  private RefreshSchedule() {}

  /** Whether it is due; so is one whose time cannot be read or lies ahead. */
  static boolean isDue(KnownRecommendation known, Instant now) {
    return computedAt(known)
        .map(at -> at.isAfter(now) || !now.isBefore(at.plus(age(known))))
        .orElse(true);
  }

  /** When its figures were computed, as far as that can be read. */
  static Optional<Instant> computedAt(KnownRecommendation known) {
    try {
      return Optional.ofNullable(known.object().getStatus())
          .map(RecommendationStatus::getComputedAt)
          .map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration age(KnownRecommendation known) {
    String uid = String.valueOf(known.object().getMetadata().getUid());
    return AGE.plusSeconds(Math.floorMod(uid.hashCode(), SPREAD.toSeconds()));
  }
}
