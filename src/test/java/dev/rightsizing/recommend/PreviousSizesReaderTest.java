// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.evaluate.PreviousSizes;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PreviousSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviousSizesReaderTest {
  private static final ContainerRef APP =
      new ContainerRef(new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web"), "app");

  private static PreviousSizes read(String adaptive) {
    Recommendation recommendation =
        Serialization.unmarshal(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata: {name: deployment-web, namespace: shop}
            spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: web}}
            status: {containers: [{name: app, cpu: {adaptive: %s}}]}
            """
                .formatted(adaptive),
            Recommendation.class);
    return new PreviousSizesReader().read(List.of(recommendation));
  }

  @Test
  void readsWhatWasAskedForAndSinceWhen() {
    PreviousSizes sizes = read("{request: 231m, since: '2026-03-04T10:00:00Z'}");

    assertThat(sizes.of(APP, Resource.CPU))
        .contains(new PreviousSize(Amount.cores(0.231), Instant.parse("2026-03-04T10:00:00Z")));
    assertThat(sizes.of(APP, Resource.MEMORY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{request: 1}",
        "{request: many, since: '2026-03-04T10:00:00Z'}",
        "{request: 1, since: yesterday}"
      })
  void whatCannotBeReadIsNotThere(String adaptive) {
    assertThat(read(adaptive).of(APP, Resource.CPU)).isEmpty();
  }

  @Test
  void aRecommendationWithoutAStatusSaysNothing() {
    assertThat(new PreviousSizesReader().read(List.of(new Recommendation())).of(APP, Resource.CPU))
        .isEmpty();
  }
}
