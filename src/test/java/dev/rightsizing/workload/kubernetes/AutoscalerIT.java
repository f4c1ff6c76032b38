// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.Resource;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class AutoscalerIT {
  private static final PodSpec APP = pod(container("app", "cpu=1,memory=512Mi", ""));

  private LocalApiServer server;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    namespace = local.newNamespace("autoscaled");
    objects = new KubernetesObjects(local.client(), namespace);
    objects.deployment("web", 4, APP);
  }

  @AfterEach
  void removeKeda() {
    definitions().forEach(crd -> server.client().resource(crd).delete());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                definitions().stream().allMatch(crd -> server.client().resource(crd).get() == null)
                    && !server.client().supports("keda.sh/v1alpha1", "ScaledObject"));
  }

  private List<HasMetadata> definitions() {
    return server.client().load(AutoscalerIT.class.getResourceAsStream("/keda-crds.yaml")).items();
  }

  private void serveKeda() {
    definitions().forEach(crd -> server.client().resource(crd).create());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.client().supports("keda.sh/v1alpha1", "ScaledObject"));
  }

  private HasMetadata scaledObject(String name, String spec) {
    return objects.create(
        new GenericKubernetesResourceBuilder()
            .withApiVersion("keda.sh/v1alpha1")
            .withKind("ScaledObject")
            .withMetadata(objects.meta(name))
            .addToAdditionalProperties("spec", Serialization.unmarshal("---\n" + spec, Map.class))
            .build());
  }

  private void hpa(String name, HasMetadata owner, String metrics) {
    GenericKubernetesResource hpa =
        Serialization.unmarshal(
            """
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: %s, namespace: %s}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              minReplicas: 2
              maxReplicas: 20
              metrics: %s
            """
                .formatted(name, namespace, metrics),
            GenericKubernetesResource.class);
    if (owner != null) {
      hpa.addOwnerReference(owner);
    }
    objects.create(hpa);
  }

  private static String cpu(int percent) {
    return "[{type: Resource, resource: {name: cpu, target: {type: Utilization,"
        + " averageUtilization: "
        + percent
        + "}}}]";
  }

  private List<Autoscaling> read(KubernetesClient client) throws WorkloadException {
    return new KubernetesWorkloadSource(client, Clock.systemUTC())
        .view(Set.of(namespace))
        .workloads()
        .get(0)
        .management()
        .autoscalers();
  }

  @Test
  void readsAnHpaOfTheOldVersionAsTheServerGivesIt() throws WorkloadException {
    objects.create(
        new HorizontalPodAutoscalerBuilder()
            .withMetadata(objects.meta("web"))
            .withNewSpec()
            .withMinReplicas(2)
            .withMaxReplicas(20)
            .withTargetCPUUtilizationPercentage(50)
            .withNewScaleTargetRef("apps/v1", "Deployment", "web")
            .endSpec()
            .build());

    assertThat(read(server.client()))
        .containsExactly(
            new Autoscaling(
                Autoscaling.HPA,
                "web",
                2,
                20,
                List.of(new Target(Resource.CPU, Optional.empty(), 50, 0)),
                List.of()));
  }

  @Test
  void anHpaWithoutMetricsAimsAtWhatTheServerFillsIn() throws WorkloadException {
    hpa("web", null, "[]");

    // autoscaling/v2 fills in 80 % of the CPU request.
    assertThat(read(server.client()).get(0).targets())
        .containsExactly(new Target(Resource.CPU, Optional.empty(), 80, 0));
  }

  @Test
  void aScaledObjectIsReadOnceAndNotItsHpaToo() throws WorkloadException {
    serveKeda();
    HasMetadata keda =
        scaledObject(
            "web",
            "{scaleTargetRef: {name: web}, minReplicaCount: 1, maxReplicaCount: 7, triggers:"
                + " [{type: cpu, metricType: Utilization, metadata: {value: '60'}}]}");
    hpa("keda-hpa-web", keda, cpu(60));

    List<Autoscaling> read = read(server.client());

    assertThat(read).extracting(Autoscaling::toString).containsExactly("ScaledObject/web");
    assertThat(read.get(0).maxReplicas()).isEqualTo(7);
    assertThat(read.get(0).targets())
        .containsExactly(new Target(Resource.CPU, Optional.empty(), 60, 0));
  }

  @Test
  void aRoleThatMayNotReadScaledObjectsStillSeesTheirHpa() throws WorkloadException {
    serveKeda();
    HasMetadata keda =
        scaledObject(
            "web",
            "{scaleTargetRef: {name: web}, triggers: [{type: cpu, metricType: Utilization,"
                + " metadata: {value: '60'}}]}");
    hpa("keda-hpa-web", keda, cpu(60));
    String user = LocalApiServer.serviceAccount(namespace, "reader");
    objects.create(
        new RoleBuilder()
            .withMetadata(objects.meta("reader"))
            .addNewRule()
            .withApiGroups("", "apps", "batch", "autoscaling")
            .withResources("*")
            .withVerbs("list")
            .endRule()
            .build());
    objects.create(
        new RoleBindingBuilder()
            .withMetadata(objects.meta("reader"))
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "reader")
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build());

    try (KubernetesClient reader = server.clientAs(user)) {
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(read(reader))
                      .extracting(Autoscaling::toString)
                      .containsExactly("ScaledObject/web"));
    }
  }
}
