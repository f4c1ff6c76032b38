// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.VerticalAutoscaler;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetedVpaTest {

  private static Optional<TargetedVpa> read(String spec) {
    return TargetedVpa.of(
        Json.read(
            """
            {"apiVersion": "autoscaling.k8s.io/v1", "kind": "VerticalPodAutoscaler",
             "metadata": {"name": "web-vpa", "namespace": "shop"}, "spec": {%s}}"""
                .formatted(spec)
                .replace('\'', '"'),
            GenericKubernetesResource.class));
  }

  @ParameterizedTest
  @CsvSource({
    "Off,               Off,               false",
    "Initial,           Initial,           true",
    "Recreate,          Recreate,          true",
    "Auto,              Auto,              true",
    "InPlaceOrRecreate, InPlaceOrRecreate, true",
    "'',                Auto,              true",
  })
  void readsItsModeAndTarget(String mode, String read, boolean active) {
    String policy = mode.isEmpty() ? "" : ", 'updatePolicy': {'updateMode': '" + mode + "'}";

    TargetedVpa vpa =
        read("'targetRef': {'apiVersion': 'apps/v1', 'kind': 'StatefulSet', 'name': 'db'}" + policy)
            .orElseThrow();

    assertThat(vpa.target()).isEqualTo(new WorkloadRef("shop", WorkloadKind.STATEFULSET, "db"));
    assertThat(vpa.autoscaler()).isEqualTo(new VerticalAutoscaler("web-vpa", read));
    assertThat(vpa.autoscaler().isActive()).isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``",
        "'targetRef': {'kind': 'Deployment'}",
        "'targetRef': {'apiVersion': 'acme.example/v1', 'kind': 'Deployment', 'name': 'web'}",
        "'targetRef': {'apiVersion': 'v1', 'kind': 'ReplicationController', 'name': 'web'}",
        "'targetRef': 'web'",
      })
  void leavesOutWhatIsNotRead(String spec) {
    assertThat(read(spec)).isEmpty();
  }
}
