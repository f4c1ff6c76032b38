// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.saturation.OomKill;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
