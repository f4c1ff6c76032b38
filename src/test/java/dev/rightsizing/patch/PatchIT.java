// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every patch is accepted by the real API server and does what it says. */
@ExtendWith(LocalApiServer.Provided.class)
class PatchIT {
  private static final PodSpec POD =
      pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=2Gi"), container("bare", "", ""));

  private LocalApiServer server;
  private Kubectl kubectl;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    kubectl = new Kubectl(local);
    namespace = local.newNamespace("patches");
    objects = new KubernetesObjects(local.client(), namespace);
  }

  private HasMetadata make(String kind) {
    return switch (kind) {
      case "Deployment" -> objects.deployment("web", 2, POD);
      case "StatefulSet" -> objects.statefulSet("web", 2, POD);
      case "DaemonSet" -> objects.daemonSet("web", 1, POD);
      case "CronJob" -> objects.cronJob("web", 1, POD);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private Patches patches() throws Exception {
    Workload workload =
        new KubernetesWorkloadSource(
                server.client(), new SettableClock(Instant.parse("2026-01-01T00:00:00Z")))
            .view(Set.of(namespace))
            .workloads()
            .get(0);
    List<ContainerSizing> sizings = workload.containers().stream().map(PatchIT::sized).toList();
    return new PatchWriter().write(workload, sizings);
  }

  private static ContainerSizing sized(ContainerSpec spec) {
    return new ContainerSizing(
        spec,
        sized(spec, Resource.CPU, "123m", null),
        sized(spec, Resource.MEMORY, "456Mi", "789Mi"));
  }

  private static ResourceSizing sized(
      ContainerSpec spec, Resource resource, String request, String limit) {
    Size to =
        Size.of(
            Amount.parse(resource, request), limit == null ? null : Amount.parse(resource, limit));
    return new ResourceSizing(
        resource,
        spec.current(resource),
        spec.origin(resource),
        Optional.empty(),
        to,
        Verdict.REDUCIBLE,
        "because",
        Optional.empty(),
        false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "CronJob"})
  void theServerAcceptsTheStrategicMergePatch(String kind) throws Exception {
    make(kind);

    Kubectl.Result result =
        kubectl.run(
            "",
            "-n",
            namespace,
            "patch",
            kind,
            "web",
            "--type",
            "strategic",
            "--dry-run=server",
            "-o",
            "yaml",
            "-p",
            patches().strategicMerge().orElseThrow());

    holdsNewSizes(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "CronJob"})
  void kustomizeAppliesThePatchToTheManifest(String kind, @TempDir Path dir) throws Exception {
    HasMetadata made = make(kind);
    made.getMetadata().setManagedFields(null);
    made.getMetadata().setResourceVersion(null);
    made.getMetadata().setUid(null);
    Files.writeString(dir.resolve("web.yaml"), Serialization.asYaml(made));
    Files.writeString(
        dir.resolve("kustomization.yaml"),
        "resources:\n- web.yaml\n" + patches().kustomize().orElseThrow());

    Kubectl.Result built = kubectl.run("", "kustomize", dir.toString());
    assertThat(built.status()).as(built.output()).isZero();
    Kubectl.Result result =
        kubectl.run(
            built.output(),
            "apply",
            "--server-side",
            "--force-conflicts",
            "--dry-run=server",
            "-o",
            "yaml",
            "-f",
            "-");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).contains("cpu: 123m").contains("memory: 789Mi");
  }

  @Test
  void theServerAcceptsTheJsonPatchOfThoseKindsThatNeedOne() throws Exception {
    objects.deployment("web", 1, POD);
    Workload workload =
        new KubernetesWorkloadSource(
                server.client(), new SettableClock(Instant.parse("2026-01-01T00:00:00Z")))
            .view(Set.of(namespace))
            .workloads()
            .get(0);
    List<ContainerChange> changes =
        workload.containers().stream()
            .map(PatchIT::sized)
            .map(ContainerChange::of)
            .flatMap(Optional::stream)
            .toList();

    Kubectl.Result result =
        kubectl.run(
            "",
            "-n",
            namespace,
            "patch",
            "deployment",
            "web",
            "--type",
            "json",
            "--dry-run=server",
            "-o",
            "yaml",
            "-p",
            new JsonPatch().write(workload.ref().kind(), changes));

    holdsNewSizes(result);
  }

  private static void holdsNewSizes(Kubectl.Result result) {
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output().split("cpu: 123m", -1)).as(result.output()).hasSize(3);
    assertThat(result.output().split("memory: 789Mi", -1)).hasSize(3);
    assertThat(result.output()).doesNotContain("cpu: \"2\"");
  }
}
