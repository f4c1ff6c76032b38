// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.ApiServerFaults;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A custom resource, whose list of containers server-side apply would replace as a whole. */
@ExtendWith(LocalApiServer.Provided.class)
class RolloutTemplateIT {
  private LocalApiServer server;
  private KubernetesClient client;
  private KubernetesObjects objects;
  private WorkloadRef ref;
  private CustomResourceDefinition definition;

  @BeforeEach
  void makeKind(LocalApiServer local) {
    server = local;
    client = local.client();
    String namespace = local.newNamespace("rollout");
    objects = new KubernetesObjects(client, namespace);
    ref = new WorkloadRef(namespace, WorkloadKind.ROLLOUT, "web");
    definition =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .load(RolloutTemplateIT.class.getResourceAsStream("/rollout-crd.yaml"))
            .item();
    client.resource(definition).create();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.supports("argoproj.io/v1alpha1", "Rollout"));
  }

  @AfterEach
  void deleteKind() {
    client.resource(definition).delete();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !client.supports("argoproj.io/v1alpha1", "Rollout"));
  }

  private GenericKubernetesResource rollout(String manager) {
    Map<String, Object> app =
        Map.of(
            "name",
            "app",
            "image",
            "app",
            "resources",
            Map.of("requests", Map.of("cpu", "500m", "memory", "64Mi")));
    Map<String, Object> pod =
        Map.of("containers", List.of(Map.of("name", "log", "image", "log"), app));
    return client
        .resource(
            new GenericKubernetesResourceBuilder()
                .withApiVersion("argoproj.io/v1alpha1")
                .withKind("Rollout")
                .withMetadata(objects.meta("web"))
                .addToAdditionalProperties(
                    "spec", Map.of("replicas", 2, "template", Map.of("spec", pod)))
                .build())
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(false)
                .build());
  }

  private ActOutcome change(KubernetesClient with, Set<String> takeOverFrom, SizeStep... steps) {
    return new KubernetesActuator(with, Clock.systemUTC())
        .template(ref, List.of(steps), takeOverFrom, BY);
  }

  @Test
  void theOwnerOfTheWholeListIsTheOwnerOfItsSizes() {
    GenericKubernetesResource made = rollout("argocd-controller");

    assertThat(change(client, Set.of(), cpu("app", "500m/", "250m/")))
        .isInstanceOfSatisfying(
            ActOutcome.Owned.class,
            owned -> {
              assertThat(owned.owner()).isEqualTo("argocd-controller");
              assertThat(owned.message()).contains("group: argoproj.io, kind: Rollout");
            });
    assertThat(client.resource(made).get().getMetadata().getResourceVersion())
        .isEqualTo(made.getMetadata().getResourceVersion());
  }

  @Test
  void containersAreChangedWhereTheyStandAndKeepTheRest() {
    GenericKubernetesResource made = rollout("team");

    assertThat(
            change(
                client,
                Set.of("team"),
                cpu("app", "500m/", "250m/1"),
                cpu("log", "/", "10m/"),
                cpu("gone", "1/", "2/")))
        .isEqualTo(new ActOutcome.Done(true));

    GenericKubernetesResource now = client.resource(made).get();
    assertThat(now.<List<Object>>get("spec", "template", "spec", "containers"))
        .containsExactly(
            Map.of(
                "name",
                "log",
                "image",
                "log",
                "resources",
                Map.of("requests", Map.of("cpu", "10m"))),
            Map.of(
                "name",
                "app",
                "image",
                "app",
                "resources",
                Map.of(
                    "requests",
                    Map.of("cpu", "250m", "memory", "64Mi"),
                    "limits",
                    Map.of("cpu", "1"))));
    assertThat(now.getMetadata().getAnnotations())
        .containsEntry(LivePod.APPLIED_BY, "shop/cost@42");
  }

  @Test
  void aChangeInBetweenIsNotOverwritten() {
    GenericKubernetesResource made = rollout("team");
    ApiServerFaults faults = new ApiServerFaults(server.config());
    try (KubernetesClient slow = faults.client()) {
      faults.before(
          request -> request.startsWith("PATCH"),
          () ->
              client
                  .resource(made)
                  .patch(
                      new PatchContext.Builder().withPatchType(PatchType.JSON).build(),
                      "[{\"op\": \"replace\", \"value\": \"900m\", \"path\":"
                          + " \"/spec/template/spec/containers/1/resources/requests/cpu\"}]"));

      assertThat(change(slow, Set.of("team"), cpu("app", "500m/", "250m/")))
          .isInstanceOf(ActOutcome.Retry.class);
    }
    Map<String, Object> app =
        client
            .resource(made)
            .get()
            .<List<Map<String, Object>>>get("spec", "template", "spec", "containers")
            .get(1);
    assertThat(app.get("resources"))
        .isEqualTo(Map.of("requests", Map.of("cpu", "900m", "memory", "64Mi")));
  }
}
