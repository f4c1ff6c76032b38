// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.RunningSize;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.model.quota.QuotaScope.Kind;
import dev.rightsizing.model.quota.QuotaScope.Operator;
import dev.rightsizing.model.quota.Surge;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class KubernetesWorkloadSourceIT {

  private static final PodSpec APP = pod(container("app", "cpu=250m,memory=64Mi", "cpu=1"));
  private static final PodSpec BARE = pod(container("app", "", ""));

  private LocalApiServer server;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    namespace = local.newNamespace("workloads");
    objects = new KubernetesObjects(local.client(), namespace);
  }

  private ClusterView view() throws WorkloadException {
    return new KubernetesWorkloadSource(server.client(), Clock.systemUTC()).view(Set.of(namespace));
  }

  private Workload only() throws WorkloadException {
    ClusterView view = view();
    assertThat(view.workloads()).hasSize(1);
    return view.workloads().get(0);
  }

  private ContainerSpec onlyContainer() throws WorkloadException {
    return only().containers().get(0);
  }

  @Test
  void countsReplicasAsEachKindMeansThem() throws WorkloadException {
    objects.deployment("three", 3, APP);
    objects.deployment("default", null, APP);
    objects.deployment("zero", 0, APP);
    objects.statefulSet("db", 2, APP);
    objects.daemonSet("agent", 7, APP);
    objects.cronJob("tidy", 4, APP);
    objects.job("load", null, APP);

    assertThat(view().workloads())
        .extracting(w -> w.ref().kind().kind() + "/" + w.ref().name() + " " + w.replicas())
        .containsExactly(
            "Deployment/default 1",
            "Deployment/three 3",
            "Deployment/zero 0",
            "StatefulSet/db 2",
            "DaemonSet/agent 7",
            "CronJob/tidy 4",
            "Job/load 1");
  }

  @Test
  void tellsApartOrdinaryInitAndSidecarContainers() throws WorkloadException {
    objects.deployment(
        "web",
        1,
        new PodSpecBuilder(pod(container("app", "cpu=1", ""), container("proxy", "cpu=2", "")))
            .addToInitContainers(container("migrate", "cpu=3", ""))
            .addToInitContainers(
                container("mesh", "cpu=4", "").edit().withRestartPolicy("Always").build())
            .build());

    assertThat(only().containers())
        .extracting(c -> c.name() + " " + c.role() + " " + c.index())
        .containsExactly("app MAIN 0", "proxy MAIN 1", "migrate INIT 0", "mesh SIDECAR 1");
    assertThat(only().containers())
        .extracting(c -> c.declared(Resource.CPU).request().orElseThrow().value())
        .containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void takesTheLimitWhereTheRequestIsAbsent() throws WorkloadException {
    objects.deployment("web", 1, pod(container("app", "", "cpu=2")));

    ContainerSpec app = onlyContainer();

    assertThat(app.declared(Resource.CPU)).isEqualTo(Size.of(null, Amount.cores(2)));
    assertThat(app.current(Resource.CPU)).isEqualTo(Size.of(Amount.cores(2), Amount.cores(2)));
    assertThat(app.origin(Resource.CPU)).isEqualTo(SizeOrigin.LIMIT);
  }

  @Test
  void hasNoLimitWhereNobodySetsOne() throws WorkloadException {
    objects.deployment("web", 1, pod(container("app", "memory=64Mi", "")));

    ContainerSpec app = onlyContainer();

    assertThat(app.current(Resource.MEMORY)).isEqualTo(Size.of(Amount.bytes(64 << 20), null));
    assertThat(app.current(Resource.CPU)).isEqualTo(Size.NONE);
    assertThat(app.origin(Resource.CPU)).isEqualTo(SizeOrigin.NONE);
  }

  @Test
  void seesInALivingPodWhatALimitRangeFilledIn() throws WorkloadException {
    limitRange("first", "100m", "300m");
    Deployment web = objects.deployment("web", 1, BARE);
    objects.podOf(objects.replicaSetOf(web, "web-7d4b9c6f5d", BARE), "web-7d4b9c6f5d-x2x4z", BARE);
    server.client().limitRanges().inNamespace(namespace).withName("first").delete();
    limitRange("second", "700m", "900m");

    ContainerSpec app = onlyContainer();

    assertThat(app.declared(Resource.CPU)).isEqualTo(Size.NONE);
    assertThat(app.current(Resource.CPU)).isEqualTo(Size.of(Amount.cores(0.1), Amount.cores(0.3)));
    assertThat(app.origin(Resource.CPU)).isEqualTo(SizeOrigin.LIMIT_RANGE);
  }

  @Test
  void aPodThatWasResizedInPlaceSaysWhatRuns() throws WorkloadException {
    PodSpec template = pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=1Gi"));
    Deployment web = objects.deployment("web", 2, template);
    ReplicaSet set = objects.replicaSetOf(web, "web-7d4b9c6f5d", template);
    Pod old = objects.runningPodOf(set, "web-7d4b9c6f5d-aaaaa", "n1", template);
    objects.resized(old, "cpu=200m,memory=256Mi", "cpu=400m,memory=256Mi");
    objects.resized(
        objects.runningPodOf(set, "web-7d4b9c6f5d-bbbbb", "n1", template),
        "cpu=200m,memory=256Mi",
        "cpu=400m,memory=256Mi");
    objects.runningPodOf(set, "web-7d4b9c6f5d-ccccc", "n1", template);

    ContainerSpec app = onlyContainer();

    Size small = Size.of(Amount.cores(0.2), Amount.cores(0.4));
    Size large = Size.of(Amount.cores(1), Amount.cores(2));
    assertThat(app.current(Resource.CPU)).isEqualTo(small);
    assertThat(app.template(Resource.CPU)).isEqualTo(large);
    assertThat(app.origin(Resource.CPU)).isEqualTo(SizeOrigin.PODS);
    assertThat(app.running(Resource.CPU))
        .containsExactly(new RunningSize(small, 2), new RunningSize(large, 1));
    assertThat(only().running()).extracting(RunningPods::pods).containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void aResizeThatIsOnItsWayIsCountedAndNotYetInForce() throws WorkloadException {
    PodSpec template = pod(container("app", "memory=512Mi", "memory=512Mi"));
    Deployment web = objects.deployment("web", 1, template);
    ReplicaSet set = objects.replicaSetOf(web, "web-7d4b9c6f5d", template);
    Pod pod = objects.runningPodOf(set, "web-7d4b9c6f5d-aaaaa", "n1", template);

    objects.resizing(pod, "memory=2Gi", "memory=2Gi");

    assertThat(onlyContainer().current(Resource.MEMORY).request()).contains(Amount.bytes(2L << 30));
    assertThat(
            view().podSizes().of(namespace, "web-7d4b9c6f5d-aaaaa", "app", Resource.MEMORY).limit())
        .contains(Amount.bytes(512L << 20));
  }

  @Test
  void aKillBeforeAResizeIsOfTheLeastLimitThatIsKnown() throws WorkloadException {
    PodSpec template = pod(container("app", "memory=512Mi", "memory=512Mi"));
    Deployment web = objects.deployment("web", 1, template);
    ReplicaSet set = objects.replicaSetOf(web, "web-7d4b9c6f5d", template);
    Pod pod = objects.runningPodOf(set, "web-7d4b9c6f5d-aaaaa", "n1", template);

    objects.killedAgain(objects.resized(pod, "memory=2Gi", "memory=2Gi"), "2020-03-04T10:00:00Z");

    // Resized today, killed long before: what it had then nobody recorded, the template says 512Mi.
    assertThat(view().oomKills(new ContainerRef(only().ref(), "app")))
        .extracting(kill -> kill.limit().orElseThrow().toQuantity())
        .containsExactly("512Mi");
  }

  @Test
  void computesWhatALimitRangeWillFillInWhereNoPodLives() throws WorkloadException {
    limitRange("defaults", "100m", "300m");
    objects.deployment("web", 0, BARE);

    ContainerSpec app = onlyContainer();

    assertThat(app.current(Resource.CPU)).isEqualTo(Size.of(Amount.cores(0.1), Amount.cores(0.3)));
    assertThat(app.origin(Resource.CPU)).isEqualTo(SizeOrigin.LIMIT_RANGE);
  }

  private void limitRange(String name, String request, String limit) {
    objects.create(
        new LimitRangeBuilder()
            .withMetadata(objects.meta(name))
            .withNewSpec()
            .addNewLimit()
            .withType("Container")
            .withDefaultRequest(quantities("cpu=" + request))
            .withDefault(quantities("cpu=" + limit))
            .endLimit()
            .endSpec()
            .build());
  }

  @Test
  void followsOwnersUpFromEveryPod() throws WorkloadException {
    Deployment web = objects.deployment("web", 1, APP);
    CronJob tidy = objects.cronJob("tidy", 1, APP);
    Job byHand = objects.jobOf(tidy, "by-hand", APP);
    objects.podOf(objects.replicaSetOf(web, "of-web", APP), "pod-of-web", APP);
    objects.podOf(objects.statefulSet("db", 1, APP), "pod-of-db", APP);
    objects.podOf(objects.daemonSet("agent", 1, APP), "pod-of-agent", APP);
    objects.podOf(objects.job("load", 1, APP), "pod-of-load", APP);
    objects.podOf(byHand, "pod-of-tidy", APP);

    ClusterView view = view();

    for (Workload workload : view.workloads()) {
      assertThat(view.pods().ownerOf(namespace, "pod-of-" + workload.ref().name()))
          .contains(workload.ref());
    }
    assertThat(view.workloads())
        .extracting(w -> w.ref().name())
        .containsExactly("web", "db", "agent", "tidy", "load");
  }

  @Test
  void findsThePodsThatAreGoneByName() throws WorkloadException {
    Deployment web = objects.deployment("web", 1, APP);
    objects.replicaSetOf(web, "web-known", APP);

    ClusterView view = view();

    assertThat(view.pods().ownerOf(namespace, "web-7d4b9c6f5d-x2x4z")).isPresent();
    assertThat(view.pods().ownerOf(namespace, "web-known-x2x4z")).isPresent();
    assertThat(view.pods().ownerOf(namespace, "web-other-x2x4z")).isEmpty();
  }

  @Test
  void givesAPodThatLivesOnlyToItsOwnerWhateverItsName() throws WorkloadException {
    objects.deployment("web", 1, APP);
    HasMetadata other = objects.statefulSet("other", 1, APP);
    objects.podOf(other, "web-7d4b9c6f5d-x2x4z", APP);

    assertThat(view().pods().ownerOf(namespace, "web-7d4b9c6f5d-x2x4z"))
        .hasValueSatisfying(ref -> assertThat(ref.name()).isEqualTo("other"));
  }

  @Test
  void leavesAPodWithoutAControllerToNobody() throws WorkloadException {
    objects.deployment("web", 1, APP);
    HasMetadata alone = objects.deployment("alone", 1, APP);
    var pod = objects.podOf(alone, "web-7d4b9c6f5d-x2x4z", APP);
    pod.getMetadata().getOwnerReferences().get(0).setController(false);
    server.client().resource(pod).update();

    assertThat(view().pods().ownerOf(namespace, "web-7d4b9c6f5d-x2x4z")).isEmpty();
  }

  @Test
  void namesTheNodeOfEveryRunningPod() throws WorkloadException {
    HasMetadata db = objects.statefulSet("db", 4, APP);
    objects.runningPodOf(db, "db-0", "node-a", APP);
    objects.runningPodOf(db, "db-1", "node-a", APP);
    objects.runningPodOf(db, "db-2", "node-b", APP);
    objects.podOf(db, "db-3", new PodSpecBuilder(APP).withNodeName("node-c").build());

    assertThat(only().nodes()).containsExactlyInAnyOrder("node-a", "node-a", "node-b");
  }

  @Test
  void readsAQuotaThatWasCounted() throws WorkloadException {
    var quota =
        objects.create(
            new ResourceQuotaBuilder()
                .withMetadata(objects.meta("compute"))
                .withNewSpec()
                .withHard(quantities("requests.cpu=4,limits.memory=8Gi,pods=10"))
                .endSpec()
                .build());
    server
        .client()
        .resource(
            new ResourceQuotaBuilder(quota)
                .withNewStatus()
                .withHard(quota.getSpec().getHard())
                .withUsed(quantities("requests.cpu=1500m"))
                .endStatus()
                .build())
        .updateStatus();

    assertThat(view().quotas())
        .extracting(q -> q.key() + " " + q.hard() + " " + q.used().map(Amount::toString))
        .containsExactly("requests.cpu 4 Optional[1500m]", "limits.memory 8Gi Optional.empty");
  }

  @Test
  void readsHowManyPodsQuotasMayHaveToCount() throws WorkloadException {
    PodSpec high = new PodSpecBuilder(APP).withPriorityClassName("high").build();
    HasMetadata web = objects.deployment("web", 4, high);
    HasMetadata set = objects.replicaSetOf(web, "web-7d4b9c6f5d", APP);
    objects.runningPodOf(set, "web-7d4b9c6f5d-aaaaa", "node-a", APP);
    objects.podOf(set, "web-7d4b9c6f5d-bbbbb", APP);
    Pod done = objects.podOf(set, "web-7d4b9c6f5d-ccccc", APP);
    server
        .client()
        .resource(new PodBuilder(done).editOrNewStatus().withPhase("Succeeded").endStatus().build())
        .updateStatus();
    objects.create(
        new HorizontalPodAutoscalerBuilder()
            .withMetadata(objects.meta("web"))
            .withNewSpec()
            .withMaxReplicas(9)
            .withNewScaleTargetRef("apps/v1", "Deployment", "web")
            .endSpec()
            .build());

    assertThat(only().footprint())
        .isEqualTo(
            PodCountBounds.PLAIN
                .withCounted(2)
                .withMost(9)
                .withSurge(Surge.DEFAULT)
                .withTemplate(Optional.of("high"), false));
  }

  @Test
  void doesWithoutAutoscalersWhereTheyAreForbidden() {
    objects.deployment("web", 1, APP);
    String user = LocalApiServer.serviceAccount(namespace, "old-role");
    objects.create(
        new RoleBuilder()
            .withMetadata(objects.meta("old-role"))
            .addNewRule()
            .withApiGroups("", "apps", "batch")
            .withResources("*")
            .withVerbs("list")
            .endRule()
            .build());
    objects.create(
        new RoleBindingBuilder()
            .withMetadata(objects.meta("old-role"))
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "old-role")
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build());

    try (KubernetesClient restricted = server.clientAs(user)) {
      WorkloadSource source = new KubernetesWorkloadSource(restricted, Clock.systemUTC());
      ClusterView view =
          Awaitility.await("until the binding holds")
              .ignoreExceptions()
              .until(() -> source.view(Set.of(namespace)), Objects::nonNull);

      assertThat(view.workloads()).hasSize(1);
      assertThat(view.workloads().get(0).footprint().most()).isEmpty();
    }
  }

  @Test
  void readsWhichPodsAScopedQuotaCounts() throws WorkloadException {
    objects.create(
        new ResourceQuotaBuilder()
            .withMetadata(objects.meta("high"))
            .withNewSpec()
            .withHard(quantities("requests.cpu=4"))
            .withScopes("NotTerminating")
            .withNewScopeSelector()
            .addNewMatchExpression()
            .withScopeName("PriorityClass")
            .withOperator("In")
            .withValues("high")
            .endMatchExpression()
            .endScopeSelector()
            .endSpec()
            .build());

    assertThat(view().quotas().get(0).scopes())
        .containsExactly(
            QuotaScope.of(Kind.NOT_TERMINATING),
            new QuotaScope(Kind.PRIORITY_CLASS, Operator.IN, List.of("high")));
  }

  @Test
  void readsMoreThanOnePage() throws WorkloadException {
    for (int i = 0; i < 510; i++) {
      objects.deployment("web-" + i, 1, APP);
    }

    assertThat(view().workloads()).hasSize(510);
  }

  @Test
  void leavesOutANamespaceThatIsNotThere() throws WorkloadException {
    objects.deployment("web", 1, APP);

    ClusterView view =
        new KubernetesWorkloadSource(server.client(), Clock.systemUTC())
            .view(Set.of(namespace, "not-there"));

    assertThat(view.workloads()).hasSize(1);
  }

  @Test
  void saysWhichRightIsMissing() {
    try (KubernetesClient nobody =
        server.clientAs(LocalApiServer.serviceAccount(namespace, "nobody"))) {
      WorkloadException refused =
          catchThrowableOfType(
              WorkloadException.class,
              () ->
                  new KubernetesWorkloadSource(nobody, Clock.systemUTC()).view(Set.of(namespace)));

      assertThat(refused.reason()).isEqualTo(Reason.KUBERNETES_FORBIDDEN);
      assertThat(refused)
          .hasMessage(
              "The API server refuses to list deployments.apps in namespace %s (403); allow verb"
                      .formatted(namespace)
                  + " list on deployments.apps in the operator's role");
    }
  }

  @Test
  void tellsTheOomKillsOfLivingPods() throws WorkloadException {
    PodSpec limited = pod(container("app", "memory=64Mi", "memory=128Mi"));
    var db = objects.statefulSet("db", 2, limited);
    objects.oomKilled(
        objects.runningPodOf(db, "db-0", "node-a", limited), "app", "2026-03-04T10:00:00Z");
    objects.oomKilled(
        objects.runningPodOf(db, "db-1", "node-b", limited), "app", "2026-03-04T11:00:00Z");

    ClusterView view = view();

    Optional<Amount> limit = Optional.of(Amount.bytes(128 << 20));
    assertThat(view.oomKills(new ContainerRef(view.workloads().get(0).ref(), "app")))
        .containsExactlyInAnyOrder(
            OomKill.exactly("db-0", Instant.parse("2026-03-04T10:00:00Z"), limit),
            OomKill.exactly("db-1", Instant.parse("2026-03-04T11:00:00Z"), limit));
  }

  @Test
  void readsTheTemplateOfTheJobsOfACronJob() throws WorkloadException {
    objects.cronJob("tidy", 1, APP);

    ContainerSpec app = onlyContainer();

    assertThat(app.role()).isEqualTo(ContainerRole.MAIN);
    assertThat(app.current(Resource.CPU)).isEqualTo(Size.of(Amount.cores(0.25), Amount.cores(1)));
    assertThat(app.current(Resource.MEMORY)).isEqualTo(Size.of(Amount.bytes(64 << 20), null));
    assertThat(app.origin(Resource.MEMORY)).isEqualTo(SizeOrigin.TEMPLATE);
  }
}
