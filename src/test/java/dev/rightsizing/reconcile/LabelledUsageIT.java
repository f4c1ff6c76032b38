// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.LocalPrometheus;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.AllowedUrls;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSource;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.usage.risk.RiskRequest;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Series a core and series of two clusters, on a real API server and a real Prometheus. */
@ExtendWith(LocalApiServer.Provided.class)
class LabelledUsageIT {
  private static final long END = System.currentTimeMillis() / 1000 / 60 * 60;
  private static final long START = END - 3 * 3600;
  private static final double MIB = 1024 * 1024;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);

  private static KubernetesClient client;
  private static LocalPrometheus prometheus;
  private static String cores;
  private static String clusters;
  private static String alike;

  @BeforeAll
  static void prepare(LocalApiServer server, @TempDir Path dir) {
    client = server.client();
    Crds.install(client);
    StringBuilder text = new StringBuilder();
    cores = server.newNamespace("cores");
    deployment(cores, "app");
    for (int cpu = 0; cpu < 4; cpu++) {
      String core = "cpu=\"cpu0" + cpu + "\",";
      counter(text, core + labels(cores, "app-5f6d-x1"), 0.25);
    }
    memory(text, labels(cores, "app-5f6d-x1"), 100);
    clusters = server.newNamespace("clusters");
    deployment(clusters, "api");
    statefulSet(clusters, "db");
    uses(text, "prod", clusters, "api-5f6d-x1", 0.1, 200);
    uses(text, "prod", clusters, "db-0", 0.1, 200);
    uses(text, "stage", clusters, "api-5f6d-s1", 0.9, 1800);
    uses(text, "stage", clusters, "db-0", 0.9, 1800);
    throttled(text, "prod", clusters, "db-0", 0);
    throttled(text, "stage", clusters, "db-0", 10);
    price(text, "prod", 1);
    price(text, "stage", 10);
    alike = server.newNamespace("alike");
    statefulSet(alike, "db");
    uses(text, "prod", alike, "db-0", 0.1, 200);
    uses(text, "stage", alike, "db-0", 0.9, 1800);
    prometheus = LocalPrometheus.with(dir, text.append("# EOF\n").toString());
  }

  @AfterAll
  static void stop() {
    prometheus.close();
    THREADS.shutdownNow();
  }

  private static void deployment(String namespace, String name) {
    KubernetesObjects objects = new KubernetesObjects(client, namespace);
    Deployment deployment =
        objects.deployment(name, 1, pod(container("app", "cpu=2,memory=4Gi", "")));
    var set =
        objects.replicaSetOf(
            deployment, name + "-5f6d", deployment.getSpec().getTemplate().getSpec());
    objects.runningPodOf(
        set, name + "-5f6d-x1", "n1", deployment.getSpec().getTemplate().getSpec());
  }

  private static void statefulSet(String namespace, String name) {
    KubernetesObjects objects = new KubernetesObjects(client, namespace);
    StatefulSet set = objects.statefulSet(name, 1, pod(container("app", "cpu=2,memory=4Gi", "")));
    objects.runningPodOf(set, name + "-0", "n1", set.getSpec().getTemplate().getSpec());
  }

  private static String labels(String namespace, String pod) {
    return "namespace=\"" + namespace + "\",pod=\"" + pod + "\",container=\"app\"";
  }

  private static void uses(
      StringBuilder text, String cluster, String namespace, String pod, double cpu, double mib) {
    String labels = "cluster=\"" + cluster + "\"," + labels(namespace, pod);
    counter(text, labels, cpu);
    memory(text, labels, mib);
  }

  private static void counter(StringBuilder text, String labels, double cores) {
    for (long t = START; t <= END; t += 60) {
      line(text, "container_cpu_usage_seconds_total", labels, cores * (t - START), t);
    }
  }

  private static void memory(StringBuilder text, String labels, double mib) {
    for (long t = START; t <= END; t += 60) {
      line(text, "container_memory_working_set_bytes", labels, mib * MIB, t);
    }
  }

  /** Ten CFS periods a second, of which so many are throttled. */
  private static void throttled(
      StringBuilder text, String cluster, String namespace, String pod, double periods) {
    String labels = "cluster=\"" + cluster + "\"," + labels(namespace, pod);
    for (long t = START; t <= END; t += 60) {
      line(text, "container_cpu_cfs_periods_total", labels, 10.0 * (t - START), t);
      line(text, "container_cpu_cfs_throttled_periods_total", labels, periods * (t - START), t);
      line(text, "container_cpu_cfs_throttled_seconds_total", labels, periods * (t - START), t);
    }
  }

  private static void price(StringBuilder text, String cluster, double times) {
    String labels = "cluster=\"" + cluster + "\",node=\"n1\"";
    for (long t = START; t <= END; t += 60) {
      line(text, "node_cpu_hourly_cost", labels, 0.04 * times, t);
      line(text, "node_ram_hourly_cost", labels, 0.005 * times, t);
    }
  }

  private static void line(
      StringBuilder text, String metric, String labels, double value, long at) {
    text.append(metric).append('{').append(labels).append("} ").append(value);
    text.append(' ').append(at).append('\n');
  }

  private static UsageSources sources(Clock clock) {
    return new PrometheusUsageSources(
        new PrometheusSettings(
            Optional.of(URI.create(prometheus.url())),
            Credentials.NONE,
            Map.of(),
            new AllowedUrls(List.of()),
            new PrometheusSettings.Query(
                2, Duration.ofSeconds(20), 1_000_000, 1, Duration.ofMillis(50), true)),
        clock,
        QueryListener.NONE);
  }

  /** An evaluation of an operator that has just started. */
  private static RightSizingPolicyStatus evaluate(String namespace, String prometheusSpec) {
    Clock clock = Clock.systemUTC();
    ReconcileSettings settings =
        new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);
    WorkloadSource workloads = new KubernetesWorkloadSource(client, clock);
    CollectorSettings collectors = CollectorSettings.of(100_000, 2);
    UsageSources sources = sources(clock);
    PolicyEvaluation cycle =
        new PolicyEvaluation(
            new PolicyEvaluation.Steps(
                new WorkloadSelector(workloads, settings),
                new UsageSourceResolver(client, sources),
                new Evaluator(workloads, new UsageMemory(collectors, clock, THREADS), clock),
                new RecommendationWriter(
                    new RecommendationStore(client, settings), new BoundedWrites(THREADS)),
                new PolicyStatusMapper(PrometheusUsageSource::metricOf)),
            new EvaluationReporter(new OperatorMetrics(new PrometheusRegistry())),
            new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
            settings,
            clock);
    RightSizingPolicy policy =
        Serialization.unmarshal(
            "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p,"
                + " namespace: "
                + namespace
                + "}\nspec: {window: {lookback: 2h, minimumHistory: 1h}, memory: {headroomPercent: 0},"
                + " prometheus: {"
                + prometheusSpec
                + "}}",
            RightSizingPolicy.class);
    RightSizingPolicy applied = client.resource(policy).forceConflicts().serverSideApply();
    return cycle.run(applied, List.of(applied)).status().orElseThrow();
  }

  private static Recommendation recommendation(String namespace, String name) {
    return client.resources(Recommendation.class).inNamespace(namespace).withName(name).get();
  }

  private static ContainerRecommendation only(String namespace, String name) {
    return recommendation(namespace, name).getStatus().getContainers().get(0);
  }

  private static Optional<Condition> condition(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  @Test
  void seriesOfFourCoresAreOneUsage() {
    RightSizingPolicyStatus status = evaluate(cores, "");

    // Four quarters of a core are one core: 1 x 1.20; 100 MiB without headroom.
    ContainerRecommendation app = only(cores, "deployment-app");
    assertThat(new Quantity(app.getCpu().getUsage().getP95())).isEqualTo(new Quantity("1"));
    assertThat(app.getCpu().getRecommended().getRequest()).isEqualTo("1200m");
    assertThat(app.getMemory().getRecommended().getRequest()).isEqualTo("100Mi");
    assertThat(condition(status.getConditions(), "OneCluster")).isEmpty();
  }

  @Test
  void anotherClustersSeriesAreLeftOutAndThePolicySaysSo() {
    RightSizingPolicyStatus status = evaluate(clusters, "");

    // 0.1 x 1.20 and 200 MiB without headroom, also for the pod name that both clusters have.
    for (String name : List.of("deployment-api", "statefulset-db")) {
      ContainerRecommendation app = only(clusters, name);
      assertThat(app.getCpu().getRecommended().getRequest()).isEqualTo("120m");
      assertThat(app.getMemory().getRecommended().getRequest()).isEqualTo("200Mi");
    }
    assertThat(recommendation(clusters, "deployment-api").getStatus().getEvidence().getQueries())
        .allSatisfy(query -> assertThat(query).contains("cluster!~\"stage\""));
    // (2 - 0.12) cores x 0.04 and (4096 - 200) / 1024 GiB x 0.005, 730 hours: the other cluster's
    // node of the same name is ten times as dear.
    assertThat(recommendation(clusters, "deployment-api").getStatus().getSavings().getMonthly())
        .isEqualTo("68.78");
    Condition said = condition(status.getConditions(), "OneCluster").orElseThrow();
    assertThat(said.getStatus()).isEqualTo(Condition.Status.False);
    assertThat(said.getReason()).isEqualTo("OtherClusters");
    assertThat(said.getMessage())
        .contains("cluster=stage", "spec.prometheus.matchers", "such as cluster=prod");
  }

  @Test
  void aNameThatTwoClustersShareAloneIsHeldBackUntilOneIsNamed() {
    RightSizingPolicyStatus mixed = evaluate(alike, "");

    ContainerRecommendation db = only(alike, "statefulset-db");
    assertThat(db.getCpu().getRecommended().getRequest()).isEqualTo("2");
    assertThat(db.getCpu().getUsage()).isNull();
    Condition said = condition(mixed.getConditions(), "OneCluster").orElseThrow();
    assertThat(said.getReason()).isEqualTo("ClustersMixed");
    Condition why =
        condition(
                recommendation(alike, "statefulset-db").getStatus().getConditions(),
                "UsageAvailable")
            .orElseThrow();
    assertThat(why.getReason()).isEqualTo("ClustersMixed");
    assertThat(why.getMessage()).contains("spec.prometheus.matchers");

    evaluate(alike, "matchers: {cluster: prod}");

    assertThat(only(alike, "statefulset-db").getCpu().getRecommended().getRequest())
        .isEqualTo("120m");
  }

  @Test
  void theRiskWatchSeesThisClustersPodAlone() throws Exception {
    Clock clock = Clock.systemUTC();
    var view = new KubernetesWorkloadSource(client, clock).view(Set.of(clusters));
    UsageSource source = sources(clock).source(SourceRequest.DEFAULT);
    source.know(Set.of(clusters), KnownPods.of(view.pods(), view.podSizes()));

    List<PodReading> pods =
        new RiskReader(CollectorSettings.of(100_000, 2))
            .read(
                source,
                new RiskRequest(
                    new TreeSet<>(Set.of(clusters)),
                    view.pods(),
                    Map.of(),
                    Instant.ofEpochSecond(END)))
            .of(new ContainerRef(new WorkloadRef(clusters, WorkloadKind.STATEFULSET, "db"), "app"));

    // The other cluster's db-0 uses 1800 MiB and is throttled in every period.
    assertThat(pods).hasSize(1);
    assertThat(pods.get(0).memory()).isNotEmpty();
    assertThat(pods.get(0).memory())
        .allSatisfy(point -> assertThat(point.bytes()).isEqualTo(200 * MIB));
    assertThat(pods.get(0).cfs().orElseThrow().throttledShare()).isZero();
  }
}
