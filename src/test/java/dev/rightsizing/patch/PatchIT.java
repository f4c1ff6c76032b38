// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Workload;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every patch is accepted by the real API server and does what it says. */
@ExtendWith(LocalApiServer.Provided.class)
class PatchIT {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PodSpec POD =
      new PodSpecBuilder(
              pod(
                  container("app", "cpu=1,memory=1Gi", "cpu=2,memory=2Gi"),
                  container("bare", "", ""),
                  container("gpu", "", "nvidia.com/gpu=1"),
                  container("disk", "ephemeral-storage=2Gi", "cpu=1,memory=1Gi"),
                  container(
                      "pages", "hugepages-2Mi=4Mi,memory=64Mi", "hugepages-2Mi=4Mi,memory=64Mi"),
                  claiming("claims")))
          .addToInitContainers(container("setup", "cpu=100m", ""), sidecar("proxy"))
          .addNewResourceClaim()
          .withName("device")
          .withResourceClaimTemplateName("device")
          .endResourceClaim()
          .build();

  private PatchAssertion patch;
  private LocalApiServer server;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    patch = new PatchAssertion(local);
    namespace = local.newNamespace("patches");
    objects = new KubernetesObjects(local.client(), namespace);
  }

  private static Container claiming(String name) {
    Container container = container(name, "memory=128Mi", "");
    container.getResources().setClaims(List.of(new ResourceClaim("device", null)));
    return container;
  }

  private static Container sidecar(String name) {
    Container container = container(name, "memory=32Mi", "example.com/nic=1");
    container.setRestartPolicy("Always");
    return container;
  }

  private void make(String kind) {
    switch (kind) {
      case "Deployment" -> objects.deployment("web", 2, POD);
      case "StatefulSet" -> objects.statefulSet("web", 2, POD);
      case "DaemonSet" -> objects.daemonSet("web", 1, POD);
      case "CronJob" -> objects.cronJob("web", 1, POD);
      case "Job" -> objects.job("web", 1, POD);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private Workload read() throws Exception {
    return new KubernetesWorkloadSource(server.client(), new SettableClock(NOW))
        .view(Set.of(namespace))
        .workloads()
        .get(0);
  }

  /** To 123m without a limit, which takes limits away, and to 456Mi with 789Mi. */
  private static List<ContainerSizing> sized(Workload workload) {
    return workload.containers().stream()
        .map(spec -> Containers.sizing(spec, "123m/-", "456Mi/789Mi"))
        .toList();
  }

  private static void holdsNewSizes(JsonNode podSpec) {
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : podSpec.path(list)) {
        JsonNode resources = container.path("resources");
        assertThat(resources.at("/requests/cpu").asText()).isEqualTo("123m");
        assertThat(resources.at("/requests/memory").asText()).isEqualTo("456Mi");
        assertThat(resources.at("/limits/cpu").isMissingNode()).isTrue();
        assertThat(resources.at("/limits/memory").asText()).isEqualTo("789Mi");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job"})
  void everyFormOfAPatchIsTakenAndLosesNothing(String kind) throws Exception {
    make(kind);
    Workload workload = read();

    Patches patches = new PatchWriter().write(workload, sized(workload));

    JsonNode podSpec = patch.applies(workload.ref(), patches).path("spec");
    holdsNewSizes(podSpec);
    assertThat(podSpec.at("/containers/2/resources/limits/nvidia.com~1gpu").asText())
        .isEqualTo("1");
    assertThat(podSpec.at("/containers/3/resources/requests/ephemeral-storage").asText())
        .isEqualTo("2Gi");
    assertThat(podSpec.at("/containers/4/resources/limits/hugepages-2Mi").asText())
        .isEqualTo("4Mi");
    assertThat(podSpec.at("/containers/5/resources/claims/0/name").asText()).isEqualTo("device");
  }

  @Test
  void theServerTakesTheJsonPatchOfThoseKindsThatNeedOne() throws Exception {
    make("Deployment");
    Workload workload = read();
    List<ContainerChange> changes =
        sized(workload).stream().map(ContainerChange::of).flatMap(Optional::stream).toList();

    String operations = new JsonPatch().write(workload.ref().kind(), changes);

    holdsNewSizes(patch.applies(workload.ref(), PatchAssertion.jsonPatch(operations)).path("spec"));
  }
}
