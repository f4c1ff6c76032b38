// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.PodPlace;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class PodPlaceIT {
  private KubernetesClient client;
  private String namespace;

  @BeforeEach
  void boundPod(LocalApiServer local) {
    client = local.client();
    namespace = local.newNamespace("places");
    client
        .nodes()
        .resource(new NodeBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    client
        .pods()
        .inNamespace(namespace)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("db-0")
                .endMetadata()
                .withNewSpec()
                .addToContainers(container("db", "cpu=1", "cpu=2"))
                .endSpec()
                .build())
        .create();
    Binding binding =
        new BindingBuilder()
            .withNewMetadata()
            .withName("db-0")
            .endMetadata()
            .withNewTarget()
            .withKind("Node")
            .withName(namespace)
            .endTarget()
            .build();
    client.bindings().inNamespace(namespace).resource(binding).create();
    client
        .pods()
        .inNamespace(namespace)
        .withName("db-0")
        .editStatus(
            pod ->
                pod.edit().withStatus(new PodStatusBuilder().withPhase("Running").build()).build());
  }

  private PodPlace place() throws WorkloadException {
    return new KubernetesWorkloadSource(client, Clock.systemUTC())
        .view(Set.of(namespace))
        .podSizes()
        .place(namespace, "db-0")
        .orElseThrow();
  }

  @Test
  void knowsThatAPodWhichOnlyRunsWasNeverResized() throws WorkloadException {
    PodPlace place = place();

    assertThat(place.neverResized()).isTrue();
    assertThat(place.node()).isEqualTo(Optional.of(namespace));
    assertThat(place.since()).isBefore(Instant.now().plusSeconds(60));
  }

  @Test
  void knowsThatAPodWasResizedInPlace() throws WorkloadException {
    client
        .pods()
        .inNamespace(namespace)
        .withName("db-0")
        .subresource("resize")
        .edit(
            pod ->
                new PodBuilder(pod)
                    .editSpec()
                    .editFirstContainer()
                    .editResources()
                    .withLimits(quantities("cpu=4"))
                    .endResources()
                    .endContainer()
                    .endSpec()
                    .build());

    assertThat(place().neverResized()).isFalse();
  }
}
