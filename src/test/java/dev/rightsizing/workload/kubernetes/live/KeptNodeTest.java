// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptNodeTest {

  private static KeptNode read(String spec, String status) {
    return KeptNode.of(
        Json.read(
            """
            {"metadata": {"name": "node-a"}, "spec": {%s}, "status": {%s}}"""
                .formatted(spec, status)
                .replace('\'', '"'),
            Node.class));
  }

  private static String kubelet(String version) {
    return "'nodeInfo': {'kubeletVersion': '" + version + "'}";
  }

  @ParameterizedTest
  @CsvSource({
    "v1.33.0,           true",
    "v1.37.2-eks-abc12, true",
    "v1.34+,            true",
    "v2.0.0,            true",
    "v1.32.9,           false",
    "v1.27.0,           false",
    "kwok-v0.7.0,       false",
    "'',                false",
  })
  void kubeletsResizeFrom133On(String version, boolean resizes) {
    KeptNode node = read("", kubelet(version));

    assertThat(node.resizes()).isEqualTo(resizes);
    assertThat(node.why())
        .isEqualTo(
            resizes
                ? ""
                : "node node-a: its kubelet has version %s, and pods are resized from v1.33 on"
                    .formatted(version.isEmpty() ? "unknown" : version));
  }

  @Test
  void aKubeletThatDeclaresTheFeatureHasIt() {
    assertThat(
            read("", kubelet("virtual") + ", 'declaredFeatures': ['InPlacePodVerticalScaling']")
                .resizes())
        .isTrue();
    assertThat(
            read("", kubelet("virtual") + ", 'declaredFeatures': ['GuaranteedQoSPodCPUResize']")
                .resizes())
        .isFalse();
  }

  @Test
  void windowsDoesNot() {
    KeptNode node =
        read("", "'nodeInfo': {'kubeletVersion': 'v1.35.0', 'operatingSystem': 'windows'}");

    assertThat(node.windows()).isTrue();
    assertThat(node.resizes()).isFalse();
    assertThat(node.why()).isEqualTo("node node-a: it runs Windows, where pods cannot be resized");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``;                                                                  ``",
        "'taints': [{'key': 'gpu', 'effect': 'NoSchedule'}];                  ``",
        "'unschedulable': false;                                              ``",
        "'unschedulable': true;                                               it is cordoned",
        "'taints': [{'key': 'karpenter.sh/disrupted', 'effect': 'NoSchedule'}];"
            + "Karpenter is about to remove it (taint karpenter.sh/disrupted)",
        "'taints': [{'key': 'ToBeDeletedByClusterAutoscaler', 'effect': 'NoSchedule'}];"
            + "the cluster autoscaler is about to remove it (taint ToBeDeletedByClusterAutoscaler)",
        "'taints': [{'key': 'DeletionCandidateOfClusterAutoscaler',"
            + " 'effect': 'PreferNoSchedule'}]; the cluster autoscaler is about to remove it"
            + " (taint DeletionCandidateOfClusterAutoscaler)",
      })
  void seesThatANodeIsAboutToGo(String spec, String why) {
    KeptNode node = read(spec, kubelet("v1.35.0"));

    assertThat(node.disrupted()).isEqualTo(!why.isEmpty());
    assertThat(node.why()).isEqualTo(why.isEmpty() ? "" : "node node-a: " + why);
    assertThat(node.resizes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"True, false", "False, true", "Unknown, true"})
  void aKubeletThatDoesNotAnswerResizesNothing(String ready, boolean disrupted) {
    KeptNode node =
        read(
            "",
            kubelet("v1.35.0")
                + ", 'conditions': [{'type': 'Ready', 'status': '"
                + ready
                + "'}, {'type': 'MemoryPressure', 'status': 'False'}]");

    assertThat(node.disrupted()).isEqualTo(disrupted);
    assertThat(node.why()).isEqualTo(disrupted ? "node node-a: it is not ready" : "");
  }

  @Test
  void readsWhatPodsCanHaveTogether() {
    KeptNode node =
        read("", "'capacity': {'cpu': '8'}, 'allocatable': {'cpu': '7910m', 'memory': '30Gi'}");

    assertThat(node.allocatable())
        .isEqualTo(
            Map.of(
                Resource.CPU, Amount.cores(7.91), Resource.MEMORY, Amount.bytes(30.0 * (1 << 30))));
  }
}
