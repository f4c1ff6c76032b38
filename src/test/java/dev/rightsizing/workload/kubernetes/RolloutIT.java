// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.patch.PatchWriter;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LocalApiServer.Provided.class)
class RolloutIT {

  private static final PodSpec APP = pod(container("app", "cpu=250m", ""));

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private LocalApiServer server;
  private KubernetesClient client;
  private WorkloadSource source;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    client = local.client();
    source = new KubernetesWorkloadSource(client, clock);
    namespace = local.newNamespace("rollouts");
    objects = new KubernetesObjects(client, namespace);
  }

  @AfterEach
  void removeRollouts() {
    client.resource(definition()).delete();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.resource(definition()).get() == null && !served());
  }

  private CustomResourceDefinition definition() {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .load(RolloutIT.class.getResourceAsStream("/rollout-crd.yaml"))
        .item();
  }

  private void serveRollouts() {
    client.resource(definition()).create();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::served);
  }

  private boolean served() {
    return client.supports("argoproj.io/v1alpha1", "Rollout");
  }

  private ClusterView view() throws WorkloadException {
    return source.view(Set.of(namespace));
  }

  private GenericKubernetesResource rollout(String name, Map<String, Object> spec) {
    return objects.create(
        new GenericKubernetesResourceBuilder()
            .withApiVersion("argoproj.io/v1alpha1")
            .withKind("Rollout")
            .withMetadata(objects.meta(name))
            .addToAdditionalProperties("spec", spec)
            .build());
  }

  private static Map<String, Object> template(Object cpu) {
    Map<String, Object> resources = Map.of("requests", Map.of("cpu", cpu));
    Map<String, Object> app = Map.of("name", "app", "image", "app", "resources", resources);
    return Map.of("metadata", Map.of(), "spec", Map.of("containers", List.of(app)));
  }

  @Test
  void saysThatAClusterDoesNotServeRollouts() throws WorkloadException {
    objects.deployment("web", 1, APP);

    assertThat(view().unknownKinds()).containsExactly(WorkloadKind.ROLLOUT);
    assertThat(view().workloads()).hasSize(1);
  }

  @Test
  void seesRolloutsSomeMinutesAfterTheyAreInstalled() throws WorkloadException {
    assertThat(view().unknownKinds()).containsExactly(WorkloadKind.ROLLOUT);
    serveRollouts();
    rollout("web", Map.of("replicas", 3, "template", template("250m")));

    assertThat(view().unknownKinds()).containsExactly(WorkloadKind.ROLLOUT);
    clock.advance(ServedKind.DISCOVERY_HOLDS);

    assertThat(view().unknownKinds()).isEmpty();
    assertThat(view().workloads()).extracting(Workload::replicas).containsExactly(3);
  }

  @Test
  void readsARolloutsOwnTemplate() throws WorkloadException {
    serveRollouts();
    rollout("web", Map.of("template", template("250m")));

    Workload web = view().workloads().get(0);

    assertThat(web.ref().kind()).isEqualTo(WorkloadKind.ROLLOUT);
    assertThat(web.replicas()).isEqualTo(1);
    assertThat(web.containers().get(0).declared(Resource.CPU).request())
        .contains(Amount.cores(0.25));
  }

  private static Map<String, Object> raw(String name, Object resources) {
    Map<String, Object> container = new HashMap<>(Map.of("name", name, "image", "i"));
    if (resources != null) {
      container.put("resources", resources);
    }
    return container;
  }

  private static Map<String, Object> templateOf(List<?> containers, List<?> initContainers) {
    return Map.of(
        "metadata",
        Map.of("labels", Map.of("app", "infer")),
        "spec",
        Map.of("containers", containers, "initContainers", initContainers));
  }

  private static Patches patches(Workload workload) {
    return new PatchWriter()
        .write(
            workload,
            workload.containers().stream()
                .map(c -> Containers.sizing(c, "120m/-", "115Mi/230Mi"))
                .toList());
  }

  @Test
  void aPatchLosesNothingOfARolloutsTemplate() throws WorkloadException {
    serveRollouts();
    Map<String, Object> gpu = Map.of("nvidia.com/gpu", 1);
    Map<String, Object> template =
        templateOf(
            List.of(
                raw("model", Map.of("limits", gpu)),
                raw(
                    "proxy",
                    Map.of(
                        "requests",
                        Map.of("ephemeral-storage", "2Gi"),
                        "limits",
                        Map.of("cpu", 1, "memory", "1Gi"))),
                raw("bare", null),
                raw("empty", Map.of()),
                raw("hollow", Map.of("requests", Map.of(), "limits", Map.of())),
                raw(
                    "both",
                    Map.of(
                        "requests",
                        Map.of("cpu", "1"),
                        "limits",
                        Map.of("cpu", "2", "example.com/nic", 1)))),
            List.of(raw("setup", Map.of("requests", Map.of("ephemeral-storage", "1Gi")))));
    rollout("infer", Map.of("template", template));
    Workload infer = view().workloads().get(0);

    JsonNode podSpec = new PatchAssertion(server).applies(infer.ref(), patches(infer)).path("spec");

    assertThat(podSpec.at("/containers/0/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(1);
    assertThat(podSpec.at("/containers/0/resources/requests/cpu").asText()).isEqualTo("120m");
    assertThat(podSpec.at("/containers/1/resources/requests/ephemeral-storage").asText())
        .isEqualTo("2Gi");
    assertThat(podSpec.at("/containers/1/resources/limits/cpu").isMissingNode()).isTrue();
    for (int i : new int[] {2, 3, 4}) {
      assertThat(podSpec.path("containers").path(i).at("/resources/limits/memory").asText())
          .isEqualTo("230Mi");
    }
    assertThat(podSpec.at("/containers/5/resources/limits/example.com~1nic").asInt()).isEqualTo(1);
    assertThat(podSpec.at("/containers/5/resources/limits/cpu").isMissingNode()).isTrue();
    assertThat(podSpec.at("/initContainers/0/resources/requests/ephemeral-storage").asText())
        .isEqualTo("1Gi");
  }

  @Test
  void aPatchIsRefusedWhereAnotherHasAddedWhatItWouldReplace() throws WorkloadException {
    serveRollouts();
    rollout("infer", Map.of("template", templateOf(List.of(raw("model", null)), List.of())));
    Workload read = view().workloads().get(0);
    String late =
        "[{op: add, path: /spec/template/spec/containers/0/resources,"
            + " value: {limits: {nvidia.com/gpu: 1}}}]";
    Kubectl kubectl = new Kubectl(server);
    kubectl.run("", "-n", namespace, "patch", "rollout/infer", "--type", "json", "-p", late);

    Kubectl.Result result =
        kubectl.run(
            "",
            "-n",
            namespace,
            "patch",
            "rollout/infer",
            "--type",
            "json",
            "-p",
            patches(read).jsonPatch().orElseThrow());

    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(kubectl.run("", "-n", namespace, "get", "rollout/infer", "-o", "yaml").output())
        .contains("nvidia.com/gpu");
  }

  @Test
  void sizesADeploymentThatARolloutRefersToOnlyOnce() throws WorkloadException {
    serveRollouts();
    Deployment web = objects.deployment("web", 0, APP);
    GenericKubernetesResource rollout =
        rollout(
            "web-rollout",
            Map.of(
                "replicas",
                5,
                "workloadRef",
                Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "web")));
    objects.podOf(objects.replicaSetOf(rollout, "of-rollout", APP), "new-pod", APP);
    objects.podOf(objects.replicaSetOf(web, "of-deployment", APP), "old-pod", APP);

    ClusterView view = view();

    assertThat(view.workloads()).hasSize(1);
    Workload only = view.workloads().get(0);
    assertThat(only.ref().name()).isEqualTo("web-rollout");
    assertThat(only.replicas()).isEqualTo(5);
    assertThat(only.containers()).hasSize(1);
    assertThat(view.pods().ownerOf(namespace, "new-pod")).contains(only.ref());
    assertThat(view.pods().ownerOf(namespace, "old-pod")).contains(only.ref());
    assertThat(view.pods().ownerOf(namespace, "web-7d4b9c6f5d-x2x4z")).contains(only.ref());
  }

  @Test
  void aPatchOfARolloutThatRefersToADeploymentIsOneOfTheDeployment() throws WorkloadException {
    serveRollouts();
    Deployment web = objects.deployment("web", 0, APP);
    rollout(
        "web-rollout",
        Map.of(
            "workloadRef", Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "web")));
    Workload only = view().workloads().get(0);

    JsonNode template =
        new PatchAssertion(server)
            .applies(
                new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, web.getMetadata().getName()),
                patches(only));

    assertThat(template.at("/spec/containers/0/resources/requests/cpu").asText()).isEqualTo("120m");
  }

  @Test
  void goesOnPastOneBadWorkloadAmongMany() throws WorkloadException {
    serveRollouts();
    rollout("a-good", Map.of("template", template("250m")));
    rollout("bad-quantity", Map.of("template", template("lots")));
    rollout("negative", Map.of("template", template("-1")));
    rollout("no-template", Map.of("replicas", 1));
    rollout("not-a-template", Map.of("template", "oops"));
    rollout("lost", Map.of("workloadRef", Map.of("kind", "Deployment", "name", "gone")));
    rollout("odd", Map.of("workloadRef", Map.of("kind", "PodTemplate", "name", "x")));
    rollout("z-good", Map.of("template", template(1)));

    ClusterView view = view();

    assertThat(view.workloads())
        .extracting(w -> w.ref().name())
        .containsExactly("a-good", "z-good");
    assertThat(view.failures())
        .extracting(ClusterView.Failure::reason)
        .containsOnly(Reason.WORKLOAD_FAILED);
    assertThat(view.failures())
        .extracting(ClusterView.Failure::message)
        .containsExactlyInAnyOrder(
            "Rollout bad-quantity: container app: 'lots' is not a quantity; write for example 250m"
                + " or 900Mi; correct the template",
            "Rollout negative: container app: cpu '-1' is negative; correct the template",
            "Rollout no-template: has no pod template",
            "Rollout not-a-template: its template is not a pod template",
            "Rollout lost: takes its template from Deployment gone, which does not exist",
            "Rollout odd: takes its template from PodTemplate x; only a Deployment is read");
  }

  @ParameterizedTest
  @MethodSource("oddContainers")
  void whatNoPodCanHaveIsThatWorkloadsOwnFailure(List<?> containers, String message)
      throws WorkloadException {
    serveRollouts();
    rollout("good", Map.of("template", template("250m")));
    rollout("odd", Map.of("template", templateOf(containers, List.of())));

    ClusterView view = view();

    assertThat(view.workloads()).extracting(w -> w.ref().name()).containsExactly("good");
    assertThat(view.failures())
        .singleElement()
        .satisfies(f -> assertThat(f.reason()).isEqualTo(Reason.WORKLOAD_FAILED))
        .satisfies(f -> assertThat(f.message()).startsWith("Rollout odd: ").contains(message));
    assertThat(view.failures().get(0).message()).matches("[ -~]+");
  }

  private static List<Arguments> oddContainers() {
    String escape = "\n\u2028resources: [e]\u2028nameSuffix: | #";
    return List.of(
        Arguments.of(List.of(raw(escape, null)), "name '\\u000a\\u2028resources: [e]"),
        Arguments.of(List.of(raw("\u2028a\u0085", null)), "name '\\u2028a\\u0085'"),
        Arguments.of(List.of(raw("a\u007f", null)), "is not a DNS label"),
        Arguments.of(List.of(raw("=cmd", null)), "name '=cmd' is not a DNS label"),
        Arguments.of(List.of(raw(".inf", null)), "is not a DNS label"),
        Arguments.of(List.of(raw("a".repeat(64), null)), "is not a DNS label"),
        Arguments.of(List.of(Map.of("image", "i")), "container 1 of its list has no name"),
        Arguments.of(Arrays.asList(raw("a", null), null), "container 2 of its list is null"),
        Arguments.of(List.of(raw("a", null), raw("a", null)), "two containers named a"),
        Arguments.of(
            IntStream.range(0, 257).mapToObj(i -> raw("c" + i, null)).toList(),
            "has 257 containers; at most 256 are sized"));
  }

  @ParameterizedTest
  @CsvSource({"-5, 0", "100000000000, 2147483647", "3, 3"})
  void replicasAreHeldWithinWhatCanBe(long said, int read) throws WorkloadException {
    serveRollouts();
    rollout("web", Map.of("replicas", said, "template", template("250m")));

    assertThat(view().workloads()).extracting(Workload::replicas).containsExactly(read);
  }

  @Test
  void doesWithoutRolloutsWhereTheyAreForbidden() throws WorkloadException {
    serveRollouts();
    rollout("web", Map.of("template", template("250m")));
    objects.deployment("api", 1, APP);
    String user = LocalApiServer.serviceAccount(namespace, "viewer");
    client
        .rbac()
        .roleBindings()
        .inNamespace(namespace)
        .resource(
            new RoleBindingBuilder()
                .withMetadata(objects.meta("viewer"))
                .withNewRoleRef(
                    "rbac.authorization.k8s.io", "ClusterRole", "system:aggregate-to-view")
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();

    try (KubernetesClient viewer = server.clientAs(user)) {
      WorkloadSource restricted = new KubernetesWorkloadSource(viewer, clock);
      ClusterView view =
          Awaitility.await("until the binding holds")
              .ignoreExceptions()
              .until(() -> restricted.view(Set.of(namespace)), Objects::nonNull);

      assertThat(view.workloads()).extracting(w -> w.ref().name()).containsExactly("api");
      assertThat(view.unknownKinds()).containsExactly(WorkloadKind.ROLLOUT);
    }
  }
}
