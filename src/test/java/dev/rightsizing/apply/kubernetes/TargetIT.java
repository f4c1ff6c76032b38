// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalApiServer.Provided.class)
class TargetIT {
  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;
  private WorkloadRef ref;
  private KubernetesActuator actuator;

  @BeforeEach
  void makeNamespace(LocalApiServer server) {
    client = server.client();
    namespace = server.newNamespace("target");
    objects = new KubernetesObjects(client, namespace);
    ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
    actuator = new KubernetesActuator(client, Clock.systemUTC());
  }

  private HorizontalPodAutoscaler wanted() {
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(objects.meta("web"))
        .withNewSpec()
        .withNewScaleTargetRef("apps/v1", "Deployment", "checkout")
        .withMinReplicas(1)
        .withMaxReplicas(9)
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(70)
        .endTarget()
        .endResource()
        .endMetric()
        .addNewMetric()
        .withType("ContainerResource")
        .withNewContainerResource()
        .withName("memory")
        .withContainer("app")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(60)
        .endTarget()
        .endContainerResource()
        .endMetric()
        .endSpec()
        .build();
  }

  private HorizontalPodAutoscaler hpa() {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace(namespace)
        .withName("web")
        .get();
  }

  private int cpuTarget() {
    return hpa().getSpec().getMetrics().get(0).getResource().getTarget().getAverageUtilization();
  }

  private static TargetStep cpu(int index, int from, int to) {
    return new TargetStep(Autoscaling.HPA, "web", index, Resource.CPU, Optional.empty(), from, to);
  }

  private ActOutcome set(TargetStep step) {
    return actuator.target(ref, step, false, BY);
  }

  @Test
  void aTargetChangesAndTheWayBackToo() {
    objects.create(wanted());
    TargetStep step = cpu(0, 70, 85);

    assertThat(set(step)).isEqualTo(new ActOutcome.Done(true));
    assertThat(cpuTarget()).isEqualTo(85);
    assertThat(hpa().getMetadata().getAnnotations())
        .containsEntry(LivePod.APPLIED_BY, "shop/cost@42");
    assertThat(set(step)).isEqualTo(new ActOutcome.Done(false));
    assertThat(set(step.reversed())).isEqualTo(new ActOutcome.Done(true));
    assertThat(cpuTarget()).isEqualTo(70);
  }

  @Test
  void aMetricOfOneContainerIsMeant() {
    objects.create(wanted());
    TargetStep step =
        new TargetStep(Autoscaling.HPA, "web", 1, Resource.MEMORY, Optional.of("app"), 60, 75);

    assertThat(set(step)).isEqualTo(new ActOutcome.Done(true));

    assertThat(
            hpa()
                .getSpec()
                .getMetrics()
                .get(1)
                .getContainerResource()
                .getTarget()
                .getAverageUtilization())
        .isEqualTo(75);
    assertThat(cpuTarget()).isEqualTo(70);
  }

  @Test
  void aDryRunIsCheckedAndNotStored() {
    objects.create(wanted());

    assertThat(actuator.target(ref, cpu(0, 70, 85), true, BY))
        .isEqualTo(new ActOutcome.Done(false));
    assertThat(actuator.target(ref, cpu(0, 70, -1), true, BY))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> assertThat(refused.message()).contains("must be greater than 0"));
    assertThat(cpuTarget()).isEqualTo(70);
  }

  @Test
  void aTargetThatSomebodyChangedIsLeftAlone() {
    objects.create(wanted());

    assertThat(set(cpu(0, 65, 85)))
        .isInstanceOfSatisfying(
            ActOutcome.Owned.class,
            owned -> assertThat(owned.message()).contains("was changed to 70 by somebody else"));
    assertThat(cpuTarget()).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 70"})
  void aMetricThatMovedIsNotTakenForAnother(int index, int from) {
    objects.create(wanted());

    assertThat(set(cpu(index, from, 85)))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CHANGE_REFUSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"argocd-controller", "kustomize-controller", "helm-controller", "helm"})
  void whatAGitOpsToolOwnsIsLeftAlone(String manager) {
    client
        .resource(wanted())
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(false)
                .build());

    assertThat(set(cpu(0, 70, 85)))
        .isInstanceOfSatisfying(
            ActOutcome.Owned.class,
            owned -> {
              assertThat(owned.owner()).isEqualTo(manager);
              assertThat(owned.message())
                  .contains("owns the target of HorizontalPodAutoscaler web", "Hold");
            });
    assertThat(cpuTarget()).isEqualTo(70);
  }

  @Test
  void anHpaThatKedaMadeIsLeftToKeda() {
    HorizontalPodAutoscaler made =
        new HorizontalPodAutoscalerBuilder(wanted())
            .editMetadata()
            .addNewOwnerReference()
            .withApiVersion("keda.sh/v1alpha1")
            .withKind("ScaledObject")
            .withName("checkout")
            .withUid("c0ffee")
            .endOwnerReference()
            .endMetadata()
            .build();
    objects.create(made);

    assertThat(set(cpu(0, 70, 85)))
        .isInstanceOfSatisfying(
            ActOutcome.Owned.class,
            owned ->
                assertThat(owned.message())
                    .contains("from ScaledObject checkout", "changed there"));
    assertThat(cpuTarget()).isEqualTo(70);
  }

  @Test
  void whatIsGoneIsGone() {
    assertThat(set(cpu(0, 70, 85))).isEqualTo(new ActOutcome.Gone());
  }

  @Test
  void aTriggerOfAScaledObjectChangesAsText() {
    List<HasMetadata> definitions =
        client.load(TargetIT.class.getResourceAsStream("/keda-crds.yaml")).items();
    definitions.forEach(definition -> client.resource(definition).create());
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.supports("keda.sh/v1alpha1", "ScaledObject"));
      GenericKubernetesResource made =
          objects.create(
              new GenericKubernetesResourceBuilder()
                  .withApiVersion("keda.sh/v1alpha1")
                  .withKind("ScaledObject")
                  .withMetadata(objects.meta("checkout"))
                  .addToAdditionalProperties(
                      "spec",
                      Map.of(
                          "scaleTargetRef",
                          Map.of("name", "checkout"),
                          "triggers",
                          List.of(
                              Map.of("type", "cron", "metadata", Map.of("start", "0 8 * * *")),
                              Map.of(
                                  "type",
                                  "cpu",
                                  "metricType",
                                  "Utilization",
                                  "metadata",
                                  Map.of("value", "70")))))
                  .build());
      TargetStep step =
          new TargetStep(
              Autoscaling.SCALED_OBJECT, "checkout", 1, Resource.CPU, Optional.empty(), 70, 85);

      assertThat(set(step)).isEqualTo(new ActOutcome.Done(true));

      Map<String, Object> trigger =
          client.resource(made).get().<List<Map<String, Object>>>get("spec", "triggers").get(1);
      assertThat(trigger)
          .containsEntry("metadata", Map.of("value", "85"))
          .containsEntry("metricType", "Utilization");
    } finally {
      definitions.forEach(definition -> client.resource(definition).delete());
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !client.supports("keda.sh/v1alpha1", "ScaledObject"));
    }
  }
}
