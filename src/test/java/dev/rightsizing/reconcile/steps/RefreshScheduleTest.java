// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshScheduleTest {
  private static final Instant COMPUTED = Instant.parse("2026-03-04T10:20:00Z");

  private static KnownRecommendation known(String uid, String computedAt) {
    Recommendation object = new Recommendation();
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName("web").withUid(uid).build());
    object.setStatus(new RecommendationStatus());
    object.getStatus().setComputedAt(computedAt);
    return KnownRecommendation.of(object);
  }

  private static String uid(int i) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}).toString();
  }

  private static long due(Duration after) {
    return IntStream.range(0, 1000)
        .filter(
            i -> RefreshSchedule.isDue(known(uid(i), COMPUTED.toString()), COMPUTED.plus(after)))
        .count();
  }

  @Test
  void noneIsDueWithinADayAndAllAreWithinADayAndAHalf() {
    assertThat(due(Duration.ofHours(24).minusSeconds(1))).isZero();
    assertThat(due(Duration.ofHours(36))).isEqualTo(1000);
  }

  @Test
  void thoseOfOneEvaluationComeDueLittleByLittle() {
    for (int hour = 24; hour < 36; hour++) {
      assertThat(due(Duration.ofHours(hour + 1)) - due(Duration.ofHours(hour)))
          .as("due in hour %d", hour)
          .isBetween(40L, 140L);
    }
  }

  @Test
  void oneWithoutAReadableTimeOrFromTheFutureIsDue() {
    assertThat(RefreshSchedule.isDue(known("u", null), COMPUTED)).isTrue();
    assertThat(RefreshSchedule.isDue(known("u", "yesterday"), COMPUTED)).isTrue();
    assertThat(RefreshSchedule.isDue(known("u", COMPUTED.plusSeconds(60).toString()), COMPUTED))
        .isTrue();
  }
}
