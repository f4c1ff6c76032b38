// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.OomKill;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodKillsTest {
  private static final String AT = "2026-03-04T10:00:00Z";

  private static PodBuilder pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("web-1")
        .withNamespace("shop")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withNewResources()
        .withLimits(Map.of("memory", new Quantity("1Gi")))
        .endResources()
        .endContainer()
        .addNewContainer()
        .withName("log")
        .endContainer()
        .endSpec();
  }

  private static Pod ended(String container, String reason, String at) {
    return pod()
        .withNewStatus()
        .addNewContainerStatus()
        .withName(container)
        .withNewLastState()
        .withNewTerminated()
        .withReason(reason)
        .withFinishedAt(at)
        .endTerminated()
        .endLastState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Map<String, OomKill> kills(Pod pod) {
    return new PodRecord.Reduction().apply(pod).kills();
  }

  @Test
  void readsTheLastEndWithTheLimit() {
    assertThat(kills(ended("app", "OOMKilled", AT)))
        .containsExactly(
            Map.entry(
                "app",
                OomKill.exactly("web-1", Instant.parse(AT), Optional.of(Amount.bytes(1L << 30)))));
  }

  @Test
  void aContainerWithoutALimitHasNone() {
    assertThat(kills(ended("log", "OOMKilled", AT)).get("log").limit()).isEmpty();
  }

  @Test
  void readsAContainerThatIsStillDown() {
    Pod down =
        pod()
            .withNewStatus()
            .addNewContainerStatus()
            .withName("app")
            .withNewState()
            .withNewTerminated()
            .withReason("OOMKilled")
            .withFinishedAt(AT)
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(kills(down)).containsOnlyKeys("app");
  }

  @Test
  void anotherEndOrNoTimeIsNoKill() {
    assertThat(kills(ended("app", "Error", AT))).isEmpty();
    assertThat(kills(ended("app", "OOMKilled", null))).isEmpty();
    assertThat(kills(ended("app", "OOMKilled", "soon"))).isEmpty();
    assertThat(kills(pod().build())).isEmpty();
  }

  /** The pod's limit is 1Gi now; a new one of the template gets 512Mi. */
  @ParameterizedTest(name = "resized at {0}: the kill at 10:00 was at {1}")
  @CsvSource({
    "2026-03-04T09:59:59Z, 1Gi",
    "2026-03-04T10:00:00Z, 512Mi",
    "2026-03-05T00:00:00Z, 512Mi",
    ",                     1Gi",
  })
  void aKillBeforeAResizeWasAtTheLeastLimitThatIsKnown(String resized, String limit) {
    Pod pod = ended("app", "OOMKilled", AT);
    if (resized != null) {
      pod.getMetadata()
          .setManagedFields(
              List.of(
                  new ManagedFieldsEntryBuilder()
                      .withManager("vpa")
                      .withSubresource("resize")
                      .withTime(resized)
                      .build(),
                  new ManagedFieldsEntryBuilder()
                      .withManager("kubelet")
                      .withSubresource("status")
                      .withTime("2026-03-06T00:00:00Z")
                      .build()));
    }

    Map<String, OomKill> kills =
        new PodRecord.Reduction()
            .apply(pod)
            .killsUnder(Map.of("app", Optional.of(Amount.parse(Resource.MEMORY, "512Mi"))));

    assertThat(kills.get("app").limit()).contains(Amount.parse(Resource.MEMORY, limit));
  }
}
