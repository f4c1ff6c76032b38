// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodAskTest {

  private static PodAsk ask(String spec) {
    Pod pod = Serialization.unmarshal("---\n{spec: " + spec + "}", Pod.class);
    return PodAsk.of(pod.getSpec(), PodResources.of(pod).counted());
  }

  private static String container(String name, String cpu) {
    return "{name: " + name + ", resources: {requests: {cpu: " + cpu + "}}}";
  }

  @ParameterizedTest
  @CsvSource({
    // greatest init container, sidecar, two containers; what the pod asks for
    "1, 0, 500m, 300m, 1",
    "500m, 0, 500m, 300m, 800m",
    // The sidecar runs beside both.
    "1, 200m, 500m, 300m, 1200m",
    "700m, 200m, 500m, 300m, 1",
  })
  void countsWhatRunsTogetherOrTheGreatestInitContainer(
      String init, String sidecar, String a, String b, String asks) {
    String spec =
        "{initContainers: [{name: proxy, restartPolicy: Always, resources: {requests: {cpu: "
            + sidecar
            + "}}}, "
            + container("init", init)
            + "], containers: ["
            + container("a", a)
            + ", "
            + container("b", b)
            + "]}";

    assertThat(ask(spec).requested())
        .containsOnly(java.util.Map.entry(Resource.CPU, Amount.parse(Resource.CPU, asks)));
    assertThat(ask(spec).inits()).containsExactly("init");
  }

  @Test
  void aPodsOwnRequestStandsInPlaceOfItsContainersAndItsOverheadBeside() {
    PodAsk ask =
        ask(
            "{overhead: {cpu: 100m}, resources: {requests: {cpu: 2}}, containers: ["
                + container("a", "500m")
                + "]}");

    assertThat(ask.requested().get(Resource.CPU).toQuantity()).isEqualTo("2100m");
    assertThat(ask.requested()).doesNotContainKey(Resource.MEMORY);
  }
}
