// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.model.Reason;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.risk.QuotaRiskEvaluation;
import dev.rightsizing.reconcile.risk.QuotaStore;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.reconcile.risk.RiskEvaluation;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.RequestCounter;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.risk.RiskMetric;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts what evaluations ask of a real API server, with both field managers at work. */
@ExtendWith(LocalApiServer.Provided.class)
class SparingWritesIT {
  private static final double MIB = 1024 * 1024;
  private static final String OBJECT = "PATCH .*/recommendations/[^/]+$";
  private static final String STATUS = "PATCH .*/recommendations/[^/]+/status$";
  private static final String ANY = "/recommendations";
  private static final ReconcileSettings SETTINGS =
      new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:20:00Z"));
  private final FakeUsageSource usage = new FakeUsageSource();
  private final UsageSources sources = request -> usage;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final RequestCounter requests = new RequestCounter();
  private final Map<String, Double> cores = new ConcurrentHashMap<>();
  private final Map<String, Double> mebibytes = new ConcurrentHashMap<>();
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private KubernetesClient client;
  private WorkloadSource workloads;
  private RecommendationStore store;
  private RecommendationCache cache;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client =
        new KubernetesClientBuilder()
            .withConfig(server.config())
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("count", requests))
            .build();
    Crds.install(client);
    namespace = server.newNamespace("writes");
    objects = new KubernetesObjects(client, namespace);
    workloads = new KubernetesWorkloadSource(client, clock);
    store = new RecommendationStore(client, SETTINGS);
    cache = new RecommendationCache(client, store, SETTINGS, clock, FallbackListener.NONE);
  }

  @AfterEach
  void stop() {
    cache.close();
    threads.shutdownNow();
    client.close();
  }

  private RiskEvaluation risk() {
    NoticePublishers publishers = new NoticePublishers(List.of(notices::add));
    RiskMetrics metrics = new RiskMetrics(new PrometheusRegistry());
    return new RiskEvaluation(
        new RiskEvaluation.Parts(
            cache,
            workloads,
            new UsageSourceResolver(client, sources),
            new RiskReader(CollectorSettings.of(100_000, 2)),
            new QueryPermission("rightsizing-system", sources),
            new StatusWriter(client, RecommendationStore.RISK_MANAGER),
            new BoundedWrites(threads),
            publishers,
            new QuotaRiskEvaluation(new QuotaStore(client, SETTINGS), publishers, metrics)),
        metrics,
        clock);
  }

  private PolicyEvaluation operator(Function<Policy.Id, List<KnownRecommendation>> known) {
    return new PolicyEvaluation(
        new PolicyEvaluation.Steps(
            new WorkloadSelector(workloads, SETTINGS),
            new UsageSourceResolver(client, sources),
            new Evaluator(
                workloads,
                new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads),
                clock),
            new RecommendationWriter(
                store,
                new BoundedWrites(threads),
                known,
                risk(),
                (policy, written, unchanged, oldest) -> {}),
            new PolicyStatusMapper(usage::metric)),
        new EvaluationReporter(new OperatorMetrics(new PrometheusRegistry())),
        new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
        SETTINGS,
        clock);
  }

  private RightSizingPolicy policy() {
    RightSizingPolicy policy =
        Serialization.unmarshal(
            "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p,"
                + " namespace: "
                + namespace
                + "}\nspec: {}",
            RightSizingPolicy.class);
    return client.resource(policy).forceConflicts().serverSideApply();
  }

  private Policy.Id id() {
    return new Policy.Id(namespace, "p");
  }

  private void evaluate(RightSizingPolicy policy) {
    operator(cache).run(policy, List.of(policy));
  }

  private void web(String name) {
    Deployment deployment =
        objects.deployment(name, 1, pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=1Gi")));
    var spec = deployment.getSpec().getTemplate().getSpec();
    String pod = name + "-5f6d-x1";
    objects.runningPodOf(objects.replicaSetOf(deployment, name + "-5f6d", spec), pod, "n1", spec);
    cores.put(name, 0.1);
    mebibytes.put(name, 500.0);
    usage.cpu(namespace, pod, "app", t -> cores.get(name));
    usage.memory(namespace, pod, "app", t -> mebibytes.get(name) * MIB);
    usage.risk(RiskMetric.PERIODS, namespace, pod, "app", t -> 5);
    usage.risk(RiskMetric.THROTTLED_SECONDS, namespace, pod, "app", t -> 0);
  }

  private void scale(String name, int replicas) {
    objects.scale(name, replicas);
    await("until the cluster's watch has seen it")
        .until(
            () ->
                workloads.view(Set.of(namespace)).workloads().stream()
                    .anyMatch(w -> w.ref().name().equals(name) && w.replicas() == replicas));
  }

  private Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .get();
  }

  private static Condition condition(Recommendation object, String type) {
    return object.getStatus().getConditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static String level(Recommendation object) {
    return object.getStatus().getRisk().getLevel()
        + " "
        + condition(object, "AtRisk").getStatus()
        + " "
        + condition(object, "AtRisk").getReason();
  }

  /** Until the watch has brought what was written. */
  private void seen(String name) {
    String version = recommendation(name).getMetadata().getResourceVersion();
    await("until the cache has " + name + " as it is")
        .until(
            () ->
                cache.apply(id()).stream()
                    .map(KnownRecommendation::object)
                    .filter(o -> o.getMetadata().getName().equals("deployment-" + name))
                    .anyMatch(o -> o.getMetadata().getResourceVersion().equals(version)));
  }

  private void minutes(RightSizingPolicy policy, int minutes) throws Exception {
    for (int i = 0; i < minutes; i++) {
      clock.advance(Duration.ofMinutes(1));
      risk().run(new PolicyReader().read(policy));
      for (String name : cores.keySet()) {
        seen(name);
      }
    }
  }

  private static List<String> managersOfRisk(Recommendation object) {
    return object.getMetadata().getManagedFields().stream()
        .filter(e -> Serialization.asJson(e.getFieldsV1()).contains("\"f:risk\""))
        .map(e -> e.getManager())
        .sorted()
        .toList();
  }

  @Test
  void aNewRecommendationCostsOneCreateAndOneStatusWriteWithItsRisk() throws Exception {
    for (int i = 0; i < 20; i++) {
      web("w" + i);
    }
    RightSizingPolicy policy = policy();
    cache.apply(id());
    requests.reset();

    evaluate(policy);

    assertThat(requests.like(OBJECT)).hasSize(20);
    assertThat(requests.like(STATUS)).hasSize(20);
    assertThat(requests.like(ANY)).hasSize(40);
    assertThat(level(recommendation("w7"))).isEqualTo("None False NoRisk");
    for (String name : cores.keySet()) {
      seen(name);
    }

    requests.reset();
    clock.advance(Duration.ofMinutes(1));
    risk().run(new PolicyReader().read(policy));
    assertThat(requests.like(ANY)).as("a risk evaluation with nothing new").isEmpty();
  }

  @Test
  void aSecondEvaluationWithoutNewsNeitherReadsNorWritesARecommendation() {
    web("a");
    web("b");
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    seen("b");
    String before = recommendation("a").getMetadata().getResourceVersion();
    cores.put("a", 0.1000001);
    mebibytes.put("b", 500.0001);
    clock.advance(Duration.ofHours(1));
    requests.reset();

    evaluate(policy);

    assertThat(requests.like(ANY)).isEmpty();
    assertThat(recommendation("a").getMetadata().getResourceVersion()).isEqualTo(before);

    clock.advance(Duration.ofHours(36));
    requests.reset();
    evaluate(policy);
    assertThat(requests.like(STATUS)).as("after a day and a half").hasSize(2);
    assertThat(recommendation("a").getStatus().getComputedAt()).isEqualTo("2026-03-05T23:20:00Z");
  }

  @Test
  void onlyTheWorkloadThatHasNewsIsWritten() {
    web("a");
    web("b");
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    seen("b");
    scale("a", 3);
    requests.reset();

    evaluate(policy);

    assertThat(requests.like(ANY)).singleElement().asString().endsWith("deployment-a/status");
    assertThat(recommendation("a").getStatus().getReplicas()).isEqualTo(3);
  }

  @Test
  void theFirstRiskStaysUntilTheRiskEvaluationTakesItOver() throws Exception {
    web("a");
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    assertThat(managersOfRisk(recommendation("a")))
        .containsExactly(RecommendationStore.FIELD_MANAGER);

    scale("a", 3);
    evaluate(policy);
    seen("a");
    assertThat(recommendation("a").getStatus().getReplicas()).isEqualTo(3);
    assertThat(level(recommendation("a"))).isEqualTo("None False NoRisk");

    mebibytes.put("a", 950.0);
    minutes(policy, 8);
    assertThat(level(recommendation("a"))).isEqualTo("Critical True MemoryRisk");
    assertThat(managersOfRisk(recommendation("a")))
        .containsExactly(RecommendationStore.RISK_MANAGER);

    scale("a", 4);
    evaluate(policy);
    seen("a");
    assertThat(recommendation("a").getStatus().getReplicas()).isEqualTo(4);
    assertThat(level(recommendation("a"))).isEqualTo("Critical True MemoryRisk");
  }

  /** The evaluation knows the risk of before the risk evaluation's first write. */
  @Test
  void aRiskThatWasWrittenMeanwhileIsNotOverwritten() throws Exception {
    web("a");
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    List<KnownRecommendation> old = cache.apply(id());
    mebibytes.put("a", 950.0);
    minutes(policy, 8);
    scale("a", 3);

    operator(id -> old).run(policy, List.of(policy));

    assertThat(recommendation("a").getStatus().getReplicas()).isEqualTo(3);
    assertThat(level(recommendation("a"))).isEqualTo("Critical True MemoryRisk");
    assertThat(managersOfRisk(recommendation("a")))
        .containsExactly(RecommendationStore.RISK_MANAGER);
  }

  @Test
  void nothingOfAFirstRiskIsLeftOnceItIsOver() throws Exception {
    web("a");
    mebibytes.put("a", 950.0);
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    assertThat(recommendation("a").getStatus().getRisk().getSignals()).isNotEmpty();

    mebibytes.put("a", 300.0);
    minutes(policy, 8);

    assertThat(level(recommendation("a"))).isEqualTo("None False NoRisk");
    assertThat(recommendation("a").getStatus().getRisk().getSince()).isNull();
    assertThat(recommendation("a").getStatus().getRisk().getSignals()).isNullOrEmpty();
  }

  @Test
  void anOutageIsWrittenOnceWhateverItsWords() {
    web("a");
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    RecommendationWriter writer =
        new RecommendationWriter(
            store,
            new BoundedWrites(threads),
            cache,
            (p, created, now) -> Map.of(),
            (p, written, unchanged, oldest) -> {});
    requests.reset();

    writer.markStale(id(), Reason.SOURCE_UNREACHABLE, "refused at 10:20", clock.instant());
    seen("a");
    assertThat(requests.like(STATUS)).hasSize(1);
    requests.reset();
    clock.advance(Duration.ofMinutes(1));
    writer.markStale(id(), Reason.SOURCE_UNREACHABLE, "refused at 10:21", clock.instant());

    assertThat(requests.like(ANY)).isEmpty();
    assertThat(condition(recommendation("a"), "Stale").getMessage()).isEqualTo("refused at 10:20");
    assertThat(level(recommendation("a"))).as("is the risk's own").isEqualTo("None False NoRisk");
    assertThat(recommendation("a").getStatus().getContainers()).isNotEmpty();

    evaluate(policy);
    assertThat(condition(recommendation("a"), "Stale").getStatus())
        .isEqualTo(Condition.Status.False);
  }

  @Test
  void aRecommendationThatIsDeletedWhileItIsWrittenIsCreatedAgain() {
    web("a");
    web("b");
    RightSizingPolicy policy = policy();
    evaluate(policy);
    seen("a");
    seen("b");
    List<KnownRecommendation> old = cache.apply(id());
    scale("a", 3);
    client.resource(recommendation("a")).delete();
    client.resource(recommendation("b")).delete();
    await("until the cache has seen it").until(() -> cache.apply(id()).isEmpty());
    List<List<KnownRecommendation>> views = new CopyOnWriteArrayList<>(List.of(old));

    operator(id -> views.isEmpty() ? cache.apply(id) : views.remove(0))
        .run(policy, List.of(policy));

    assertThat(recommendation("a").getStatus().getReplicas()).isEqualTo(3);
    assertThat(recommendation("b").getStatus().getContainers()).isNotEmpty();
  }
}
