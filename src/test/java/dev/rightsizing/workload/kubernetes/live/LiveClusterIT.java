// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.NodeRoom;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.RequestCounter;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatusBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class LiveClusterIT {
  private static final PodSpec APP = pod(container("app", "cpu=500m,memory=64Mi", "cpu=1"));

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<WorkloadRef> heard = new CopyOnWriteArrayList<>();
  private LocalApiServer server;
  private KubernetesClient client;
  private String namespace;
  private String node;
  private KubernetesObjects objects;
  private KubernetesLiveCluster live;

  @BeforeEach
  void makeCluster(LocalApiServer local) {
    server = local;
    client = local.client();
    namespace = local.newNamespace("live");
    objects = new KubernetesObjects(client, namespace);
    node = "node-" + namespace;
    Node made =
        client
            .nodes()
            .resource(new NodeBuilder().withNewMetadata().withName(node).endMetadata().build())
            .create();
    client
        .nodes()
        .resource(
            made.edit()
                .editOrNewStatus()
                .withAllocatable(quantities("cpu=4,memory=1Gi"))
                .withNewNodeInfo()
                .withKubeletVersion("v1.35.0")
                .withArchitecture("amd64")
                .withOperatingSystem("linux")
                .withBootID("")
                .withContainerRuntimeVersion("")
                .withKernelVersion("")
                .withKubeProxyVersion("")
                .withMachineID("")
                .withOsImage("")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build())
        .updateStatus();
    live = watching(client, Set.of());
    live.onPods(heard::add);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    client.nodes().withName(node).delete();
  }

  private KubernetesLiveCluster watching(KubernetesClient by, Set<String> namespaces) {
    KubernetesLiveCluster made =
        new KubernetesLiveCluster(by, namespaces, Clock.systemUTC(), FallbackListener.NONE);
    open.add(made);
    return made;
  }

  private WorkloadRef ref(WorkloadKind kind, String name) {
    return new WorkloadRef(namespace, kind, name);
  }

  private Map<WorkloadRef, WorkloadFacts> facts(KubernetesLiveCluster of) throws WorkloadException {
    try (KubernetesWorkloadSource source =
        new KubernetesWorkloadSource(client, Clock.systemUTC())) {
      ClusterView view = source.view(Set.of(namespace));
      return of.facts(view.workloads(), view);
    }
  }

  private WorkloadFacts web() throws WorkloadException {
    return facts(live).get(ref(WorkloadKind.DEPLOYMENT, "web"));
  }

  private LivePod only() throws WorkloadException {
    assertThat(web().pods()).hasSize(1);
    return web().pods().get(0);
  }

  private static ConditionFactory soon(String what) {
    return await(what).atMost(Duration.ofSeconds(2)).pollInterval(Duration.ofMillis(50));
  }

  private void becomes(String what, Predicate<WorkloadFacts> expected) {
    soon(what).until(() -> expected.test(web()));
  }

  private Pod webPod() {
    Deployment web = objects.deployment("web", 1, APP);
    ReplicaSet set = objects.replicaSetOf(web, "web-6d4", APP);
    return objects.runningPodOf(set, "web-6d4-x2x4z", node, APP);
  }

  @Test
  void readsADeploymentWithItsPods() throws WorkloadException {
    webPod();

    WorkloadFacts web = web();

    assertThat(only().name()).isEqualTo("web-6d4-x2x4z");
    assertThat(only().node()).contains(node);
    assertThat(only().qos()).isEqualTo("Burstable");
    assertThat(only().resize().state()).isEqualTo(ResizeState.DONE);
    assertThat(web.rollout().progressing()).isTrue();
    assertThat(web.rollout().desired()).isEqualTo(1);
    assertThat(web.release()).hasSize(10);
    assertThat(web.template()).hasSize(10);
    assertThat(web.support().served()).isTrue();
    assertThat(web.support().memoryLimitDown()).isTrue();
    NodeRoom room = web.node(only()).orElseThrow();
    assertThat(room.free().get(Resource.CPU)).isEqualTo(Amount.cores(3.5));
    assertThat(room.resizes()).isTrue();
    assertThat(room.disrupted()).isFalse();
  }

  @Test
  void aResizeIsRequestedThenReportedOnThenDone() throws WorkloadException {
    Pod running = webPod();
    assertThat(only().resize().state()).isEqualTo(ResizeState.DONE);

    Pod wanted = objects.resizing(running, "cpu=700m,memory=64Mi", "cpu=1");

    becomes("requested", web -> web.pods().get(0).resize().state() == ResizeState.REQUESTED);
    assertThat(only().resize().since()).isPresent();
    assertThat(only().containers().get(0).spec(Resource.CPU).request()).contains(Amount.cores(0.7));
    assertThat(only().containers().get(0).actual(Resource.CPU).request())
        .contains(Amount.cores(0.5));
    assertThat(web().node(only()).orElseThrow().free().get(Resource.CPU))
        .isEqualTo(Amount.cores(3.3));

    Pod deferred =
        condition(wanted, "PodResizePending", "Deferred", wanted.getMetadata().getGeneration());
    becomes("deferred", web -> web.pods().get(0).resize().state() == ResizeState.DEFERRED);
    assertThat(only().resize().message()).isEqualTo("Node didn't have enough resource: cpu");

    objects.resizing(deferred, "cpu=600m,memory=64Mi", "cpu=1");
    becomes("requested anew", web -> web.pods().get(0).resize().state() == ResizeState.REQUESTED);

    Pod pod = client.pods().inNamespace(namespace).withName("web-6d4-x2x4z").get();
    client
        .resource(
            pod.edit()
                .editStatus()
                .withConditions(List.of())
                .editFirstContainerStatus()
                .withResources(pod.getSpec().getContainers().get(0).getResources())
                .withAllocatedResources(
                    pod.getSpec().getContainers().get(0).getResources().getRequests())
                .endContainerStatus()
                .endStatus()
                .build())
        .updateStatus();
    becomes("done", web -> web.pods().get(0).resize().state() == ResizeState.DONE);
  }

  private Pod condition(Pod pod, String type, String reason, Long generation) {
    return client
        .resource(
            new PodBuilder(client.resource(pod).get())
                .editStatus()
                .addToConditions(
                    new PodConditionBuilder()
                        .withType(type)
                        .withStatus("True")
                        .withReason(reason)
                        .withMessage("Node didn't have enough resource: cpu")
                        .withObservedGeneration(generation)
                        .withLastTransitionTime("2026-03-04T10:00:00Z")
                        .build())
                .endStatus()
                .build())
        .updateStatus();
  }

  @Test
  void hearsOfEachChangeOfAPod() throws WorkloadException {
    Deployment web = objects.deployment("web", 1, APP);
    assertThat(web().pods()).isEmpty();
    WorkloadRef ref = ref(WorkloadKind.DEPLOYMENT, "web");

    // The ReplicaSet and its pod come while the watches run.
    ReplicaSet set = objects.replicaSetOf(web, "web-6d4", APP);
    Pod waiting = objects.podOf(set, "web-6d4-x2x4z", APP);
    hears(ref, "the pod appears");

    client
        .bindings()
        .inNamespace(namespace)
        .resource(
            new BindingBuilder()
                .withNewMetadata()
                .withName("web-6d4-x2x4z")
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build())
        .create();
    hears(ref, "it is bound");
    becomes("bound", facts -> facts.pods().get(0).isBound());

    client
        .pods()
        .inNamespace(namespace)
        .withName("web-6d4-x2x4z")
        .editStatus(
            pod ->
                pod.edit()
                    .withStatus(
                        new PodStatusBuilder()
                            .withPhase("Running")
                            .addNewCondition()
                            .withType("Ready")
                            .withStatus("True")
                            .withLastTransitionTime("2026-03-04T10:00:00Z")
                            .endCondition()
                            .build())
                    .build());
    hears(ref, "it is ready");
    becomes("ready", facts -> facts.pods().get(0).ready());

    objects.oomKilled(client.resource(waiting).get(), "app", "2026-03-04T10:05:00Z");
    hears(ref, "it is restarted");
    assertThat(only().container("app").orElseThrow().restarts()).isEqualTo(1);

    client.pods().inNamespace(namespace).withName("web-6d4-x2x4z").delete();
    hears(ref, "it goes");
    becomes("gone", facts -> facts.pods().isEmpty());
  }

  private void hears(WorkloadRef ref, String what) {
    soon(what).until(() -> heard.contains(ref));
    heard.clear();
  }

  @Test
  void watchesNothingBeforeItIsAsked() throws WorkloadException {
    webPod();
    RequestCounter requests = new RequestCounter();
    try (KubernetesClient counted =
        new KubernetesClientBuilder()
            .withConfig(server.config())
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("count", requests))
            .build()) {
      KubernetesLiveCluster lazy = watching(counted, Set.of());
      lazy.onPods(heard::add);
      assertThat(lazy.facts(List.of(), emptyView())).isEmpty();
      assertThat(requests.like(".")).isEmpty();

      facts(lazy);
      assertThat(requests.like("/api/v1/pods")).isNotEmpty();
      assertThat(requests.like("daemonsets|statefulsets|jobs")).isEmpty();

      requests.reset();
      facts(lazy);
      assertThat(requests.like("pods|replicasets|deployments|nodes")).isEmpty();
      lazy.close();
    }
  }

  private static ClusterView emptyView() {
    return new ClusterView(
        List.of(), List.of(), (namespace, pod) -> Optional.empty(), Map.of(), List.of(), Set.of());
  }

  @Test
  void followsRolloutsAndBudgets() throws WorkloadException {
    webPod();
    PodDisruptionBudget budget =
        objects.create(
            Json.read(
                """
                {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
                 "metadata": {"name": "web"},
                 "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "web-6d4-x2x4z"}}}}""",
                PodDisruptionBudget.class));
    becomes("found", web -> web.budgets().equals(List.of(new DisruptionBudget("web", 0, false))));

    client
        .resource(budget)
        .editStatus(
            b -> {
              b.setStatus(
                  new PodDisruptionBudgetStatusBuilder()
                      .withDisruptionsAllowed(1)
                      .withCurrentHealthy(2)
                      .withDesiredHealthy(1)
                      .withExpectedPods(2)
                      .withObservedGeneration(b.getMetadata().getGeneration())
                      .build());
              return b;
            });
    becomes("counted", web -> web.budgets().equals(List.of(new DisruptionBudget("web", 1, true))));

    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("web")
        .editStatus(
            d ->
                d.edit()
                    .editOrNewStatus()
                    .withObservedGeneration(d.getMetadata().getGeneration())
                    .withReplicas(1)
                    .withUpdatedReplicas(1)
                    .withReadyReplicas(1)
                    .withAvailableReplicas(1)
                    .endStatus()
                    .build());
    becomes("at rest", web -> web.rollout().isHealthy());

    String release = web().release();
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("web")
        .edit(
            d -> {
              d.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("app:2");
              return d;
            });
    becomes("rolled out", web -> web.rollout().progressing() && !web.release().equals(release));
  }

  @Test
  void nodesAreCountedWithPodsOfAllNamespacesAndFollowed() throws WorkloadException {
    webPod();
    String other = server.newNamespace("live");
    KubernetesObjects others = new KubernetesObjects(client, other);
    var agent = others.daemonSet("agent", 1, APP);
    others.runningPodOf(agent, "agent-x", node, pod(container("app", "cpu=1,memory=512Mi", "")));

    becomes(
        "counted",
        web ->
            web.nodes().get(node).free().get(Resource.CPU).equals(Amount.cores(2.5))
                && web.nodes().get(node).free().get(Resource.MEMORY).equals(mebi(448)));

    client
        .nodes()
        .withName(node)
        .edit(
            n -> {
              n.getSpec().setUnschedulable(true);
              return n;
            });
    becomes("cordoned", web -> web.nodes().get(node).disrupted());
    assertThat(web().nodes().get(node).why()).contains("cordoned");
  }

  private static Amount mebi(long count) {
    return Amount.bytes(count << 20);
  }

  @Test
  void knowsNothingOfNodesWhereItMaySeeItsNamespaceAlone() throws WorkloadException {
    webPod();
    try (KubernetesClient restricted = server.clientAs(reader("pods", "*", "*"))) {
      KubernetesLiveCluster own = watching(restricted, Set.of(namespace));
      own.onPods(heard::add);
      WorkloadRef web = ref(WorkloadKind.DEPLOYMENT, "web");
      await("until the binding holds")
          .ignoreExceptions()
          .until(() -> facts(own).get(web).pods().size() == 1);

      assertThat(facts(own).get(web).nodes()).isEmpty();
      await("until the watch works")
          .until(
              () -> {
                facts(own);
                return heard.contains(web);
              });
      own.close();
    }
  }

  @Test
  void saysWhichRightIsMissingWhereBudgetsMayNotBeRead() throws WorkloadException {
    webPod();
    try (KubernetesClient restricted = server.clientAs(reader("pods", "*", "none"))) {
      KubernetesLiveCluster own = watching(restricted, Set.of(namespace));
      await("until the binding holds")
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> facts(own))
                      .isInstanceOf(WorkloadException.class)
                      .hasMessageContaining("allow verb list on poddisruptionbudgets.policy"));
      own.close();
    }
  }

  @Test
  void knowsNothingOfNodesThatMayNotBeRead() throws WorkloadException {
    webPod();
    String user = LocalApiServer.serviceAccount(namespace, "all-namespaces");
    String name = "live-reader-" + namespace;
    var role =
        client
            .resource(
                new ClusterRoleBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .addAllToRules(rules("pods", "*", "*"))
                    .build())
            .create();
    var binding =
        client
            .resource(
                new ClusterRoleBindingBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                    .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                    .build())
            .create();
    try (KubernetesClient restricted = server.clientAs(user)) {
      KubernetesLiveCluster blind = watching(restricted, Set.of());
      WorkloadRef web = ref(WorkloadKind.DEPLOYMENT, "web");
      await("until the binding holds")
          .ignoreExceptions()
          .until(() -> facts(blind).get(web).pods().size() == 1);

      assertThat(facts(blind).get(web).nodes()).isEmpty();
      blind.close();
    } finally {
      client.resource(binding).delete();
      client.resource(role).delete();
    }
  }

  /** A user who may list and watch some resources of the namespace. */
  private String reader(String core, String apps, String policy) {
    String user = LocalApiServer.serviceAccount(namespace, "reader");
    objects.create(
        new RoleBuilder()
            .withMetadata(objects.meta("reader"))
            .addAllToRules(rules(core, apps, policy))
            .build());
    objects.create(
        new RoleBindingBuilder()
            .withMetadata(objects.meta("reader"))
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "reader")
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build());
    return user;
  }

  private static List<PolicyRule> rules(String core, String apps, String policy) {
    return List.of(rule("", core), rule("apps", apps), rule("policy", policy));
  }

  private static PolicyRule rule(String group, String resource) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs("list", "watch")
        .build();
  }

  @Test
  void readsBatchAndSetsByTheirOwners() throws WorkloadException {
    CronJob nightly = objects.cronJob("nightly", 1, APP);
    var run = objects.jobOf(nightly, "nightly-29000000", APP);
    objects.runningPodOf(run, "nightly-29000000-x2x4z", node, APP);
    var once = objects.job("once", 1, APP);
    objects.runningPodOf(once, "once-x2x4z", node, APP);
    var scaledJob =
        new GenericKubernetesResourceBuilder()
            .withApiVersion("keda.sh/v1alpha1")
            .withKind("ScaledJob")
            .withNewMetadata()
            .withName("encode")
            .withUid("6a0f0f2e-0000-4000-8000-000000000001")
            .endMetadata()
            .build();
    for (String name : List.of("encode-a", "encode-b")) {
      var made = objects.job(name, 1, APP);
      var owned =
          client
              .resource(made)
              .edit(
                  j ->
                      j.edit()
                          .editMetadata()
                          .addNewOwnerReference()
                          .withApiVersion(scaledJob.getApiVersion())
                          .withKind(scaledJob.getKind())
                          .withName("encode")
                          .withUid(scaledJob.getMetadata().getUid())
                          .withController(true)
                          .endOwnerReference()
                          .endMetadata()
                          .build());
      objects.runningPodOf(owned, name + "-x2x4z", node, APP);
    }
    var db = objects.statefulSet("db", 1, APP);
    objects.runningPodOf(db, "db-0", node, APP);
    var agent = objects.daemonSet("agent", 1, APP);
    objects.runningPodOf(agent, "agent-x2x4z", node, APP);

    Map<WorkloadRef, WorkloadFacts> facts = facts(live);

    assertThat(podNames(facts, WorkloadKind.CRONJOB, "nightly"))
        .containsExactly("nightly-29000000-x2x4z");
    assertThat(podNames(facts, WorkloadKind.JOB, "once")).containsExactly("once-x2x4z");
    assertThat(podNames(facts, WorkloadKind.JOB, "encode"))
        .containsExactly("encode-a-x2x4z", "encode-b-x2x4z");
    assertThat(podNames(facts, WorkloadKind.STATEFULSET, "db")).containsExactly("db-0");
    assertThat(podNames(facts, WorkloadKind.DAEMONSET, "agent")).containsExactly("agent-x2x4z");
    assertThat(facts).hasSize(5);
    assertThat(facts.get(ref(WorkloadKind.CRONJOB, "nightly")).rollout().onDelete()).isTrue();

    heard.clear();
    client.pods().inNamespace(namespace).withName("encode-a-x2x4z").delete();
    hears(ref(WorkloadKind.JOB, "encode"), "a pod of the group goes");
  }

  private List<String> podNames(
      Map<WorkloadRef, WorkloadFacts> facts, WorkloadKind kind, String name) {
    return facts.get(ref(kind, name)).pods().stream().map(LivePod::name).toList();
  }

  @Test
  void aWorkloadOfTheSameNameIsAnother() throws WorkloadException {
    webPod();
    try (KubernetesWorkloadSource source =
        new KubernetesWorkloadSource(client, Clock.systemUTC())) {
      ClusterView before = source.view(Set.of(namespace));
      assertThat(live.facts(before.workloads(), before)).hasSize(1);

      client.apps().deployments().inNamespace(namespace).withName("web").delete();
      soon("the old one is gone").until(() -> live.facts(before.workloads(), before).isEmpty());
      objects.deployment("web", 1, APP);

      soon("the new one is seen").until(() -> web() != null);
      assertThat(live.facts(before.workloads(), before)).isEmpty();
    }
  }

  @Test
  void readsVerticalAutoscalersWhereTheyAreServed() throws WorkloadException {
    webPod();
    assertThat(web().verticalAutoscalers()).isEmpty();
    CustomResourceDefinition crd =
        client.resource(Json.read(VPA, CustomResourceDefinition.class)).create();
    try {
      await("until it is served")
          .until(() -> client.supports(TargetedVpa.API_VERSION, TargetedVpa.KIND));
      objects.create(
          Json.read(
              """
              {"apiVersion": "autoscaling.k8s.io/v1", "kind": "VerticalPodAutoscaler",
               "metadata": {"name": "web-vpa"}, "spec": {"updatePolicy": {"updateMode": "Initial"},
                "targetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}}""",
              GenericKubernetesResource.class));

      KubernetesLiveCluster fresh = watching(client, Set.of());
      WorkloadFacts web = facts(fresh).get(ref(WorkloadKind.DEPLOYMENT, "web"));

      assertThat(web.verticalAutoscalers())
          .singleElement()
          .satisfies(vpa -> assertThat(vpa.name()).isEqualTo("web-vpa"))
          .satisfies(vpa -> assertThat(vpa.mode()).isEqualTo("Initial"));
      fresh.close();
    } finally {
      client.resource(crd).delete();
      await("until it is not served")
          .until(() -> !client.supports(TargetedVpa.API_VERSION, TargetedVpa.KIND));
    }
  }

  private static final String VPA =
      """
      {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
       "metadata": {"name": "verticalpodautoscalers.autoscaling.k8s.io", "annotations": {
         "api-approved.kubernetes.io": "unapproved, for a test"}},
       "spec": {"group": "autoscaling.k8s.io", "scope": "Namespaced",
        "names": {"kind": "VerticalPodAutoscaler", "plural": "verticalpodautoscalers"},
        "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema":
          {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}""";
}
