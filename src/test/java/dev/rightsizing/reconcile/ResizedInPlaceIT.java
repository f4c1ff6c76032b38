// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods that run with other sizes than their template gives, on a real API server. */
@ExtendWith(LocalApiServer.Provided.class)
class ResizedInPlaceIT {
  private static final double MIB = 1024 * 1024;
  private static final ReconcileSettings SETTINGS =
      new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:20:00Z"));
  private final FakeUsageSource usage = new FakeUsageSource();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private LocalApiServer server;
  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void prepare(LocalApiServer local) {
    server = local;
    client = local.client();
    Crds.install(client);
    namespace = local.newNamespace("resized");
    objects = new KubernetesObjects(client, namespace);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private RightSizingPolicyStatus evaluate() {
    WorkloadSource workloads = new KubernetesWorkloadSource(client, clock);
    RightSizingPolicy policy =
        client
            .resource(
                Serialization.unmarshal(
                    "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name:"
                        + " all, namespace: "
                        + namespace
                        + "}\nspec: {}",
                    RightSizingPolicy.class))
            .forceConflicts()
            .serverSideApply();
    return new PolicyEvaluation(
            new PolicyEvaluation.Steps(
                new WorkloadSelector(workloads, SETTINGS),
                new UsageSourceResolver(client, request -> usage),
                new Evaluator(
                    workloads,
                    new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads),
                    clock),
                new RecommendationWriter(
                    new RecommendationStore(client, SETTINGS), new BoundedWrites(threads)),
                new PolicyStatusMapper(usage::metric)),
            new EvaluationReporter(new OperatorMetrics(registry)),
            new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
            SETTINGS,
            clock)
        .run(policy, List.of(policy))
        .status()
        .orElseThrow();
  }

  private Pod running(HasMetadata owner, String name, PodSpec spec, double cores, double mib) {
    usage.cpu(namespace, name, "app", t -> cores);
    usage.memory(namespace, name, "app", t -> mib * MIB);
    return objects.runningPodOf(owner, name, "n1", spec);
  }

  private void quota(String hard, String used) {
    ResourceQuota quota =
        objects.create(
            new ResourceQuotaBuilder()
                .withMetadata(objects.meta("compute"))
                .withNewSpec()
                .withHard(quantities("requests.cpu=" + hard))
                .endSpec()
                .build());
    client
        .resource(quota)
        .editStatus(
            q ->
                new ResourceQuotaBuilder(q)
                    .withNewStatus()
                    .withHard(quantities("requests.cpu=" + hard))
                    .withUsed(Map.of("requests.cpu", new Quantity(used)))
                    .endStatus()
                    .build());
  }

  private RecommendationStatus status(String name) {
    return client
        .resources(dev.rightsizing.api.v1alpha1.Recommendation.class)
        .inNamespace(namespace)
        .withName(name)
        .get()
        .getStatus();
  }

  private static Condition condition(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.getType().equals(type)).findFirst().orElseThrow();
  }

  private double impossible(ImpossibleFigure figure) {
    return registry.scrape("rightsizing_impossible_figures"::equals).stream()
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .filter(point -> figure.label().equals(point.getLabels().get("figure")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  /** Three pods of a template of 1 core that were resized to 200m, and one that wants to grow. */
  @Test
  void podsThatWereResizedCountWithWhatTheyAskForAndThePatchIsForTheTemplate() {
    PodSpec large = pod(container("app", "cpu=1,memory=1Gi", ""));
    HasMetadata tuned = objects.deployment("tuned", 3, large);
    HasMetadata set = objects.replicaSetOf(tuned, "tuned-5f6d", large);
    for (int i = 0; i < 3; i++) {
      objects.resized(
          running(set, "tuned-5f6d-x" + i, large, 0.15, 200), "cpu=200m,memory=256Mi", "");
    }
    PodSpec small = pod(container("app", "cpu=200m,memory=256Mi", ""));
    HasMetadata grow = objects.deployment("grow", 1, small);
    running(objects.replicaSetOf(grow, "grow-5f6d", small), "grow-5f6d-x1", small, 0.9, 200);
    quota("1", "800m");

    RightSizingPolicyStatus policy = evaluate();

    RecommendationStatus status = status("deployment-tuned");
    ResourceRecommendation cpu = status.getContainers().get(0).getCpu();
    assertThat(cpu.getCurrent().getRequest()).isEqualTo("200m");
    assertThat(cpu.getCurrent().getRequestSource()).hasToString("Pods");
    assertThat(cpu.getTemplate().getRequest()).isEqualTo("1");
    assertThat(cpu.getRunning()).isNull();
    assertThat(cpu.getVerdict()).isEqualTo(ResourceRecommendation.Verdict.RightSized);
    // 150m x 1.20, though 200m are within 10 %: the template has to be changed anyway.
    assertThat(cpu.getRecommended().getRequest()).isEqualTo("180m");
    // 3 x (200m - 180m), and 3 x (256Mi - 200Mi x 1.15)
    assertThat(status.getSavings().getCpu()).isEqualTo("60m");
    assertThat(status.getSavings().getMemory()).isEqualTo("78Mi");
    // (0.06 x 0.031611 + 78 / 1024 x 0.004237) x 730 = 1.62, of 16.17 that the pods cost now.
    assertThat(status.getSavings().getMonthly()).isEqualTo("1.62");
    assertThat(status.getDrift().getPods()).isEqualTo(3);
    assertThat(status.getDrift().getOfPods()).isEqualTo(3);
    assertThat(status.getDrift().getMessage()).contains("app cpu 200m in 3 pods, template 1");
    Condition matches = condition(status.getConditions(), "MatchesTemplate");
    assertThat(matches.getStatus() + " " + matches.getReason()).isEqualTo("False PodsDiffer");

    // Of 1 core 800m are used and 60m come back: 260m are left for the one that wants 880m more.
    ResourceRecommendation grown = status("deployment-grow").getContainers().get(0).getCpu();
    assertThat(grown.getRecommended().getRequest()).isEqualTo("460m");
    assertThat(grown.getTemplate()).isNull();
    assertThat(status("deployment-grow").getDrift()).isNull();
    var line = policy.getQuotas().get(0);
    assertThat(line.getProjected()).isEqualTo("1");
    assertThat(line.getIdle()).isNull();
    // One pod of grow more while it rolls.
    assertThat(line.getWorstCase()).isEqualTo("1460m");
    assertThat(line.getShortfall()).isEqualTo("620m");
    for (ImpossibleFigure figure : ImpossibleFigure.values()) {
      assertThat(impossible(figure)).as(figure.label()).isZero();
    }

    var template =
        new PatchAssertion(server)
            .applies(
                new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "tuned"),
                PatchAssertion.strategic(status.getPatches().getStrategicMerge()));
    assertThat(template.at("/spec/containers/0/resources/requests/cpu").asText()).isEqualTo("180m");
  }

  /**
   * A StatefulSet with {@code OnDelete}, or a partition: old pods stay until somebody deletes them.
   */
  @Test
  void podsOfAnOlderRevisionAreCountedAndATemplateThatIsRightNeedsNoPatch() {
    PodSpec old = pod(container("app", "cpu=1,memory=230Mi", ""));
    PodSpec revised = pod(container("app", "cpu=190m,memory=230Mi", ""));
    HasMetadata db = objects.statefulSet("db", 3, revised);
    running(db, "db-0", old, 0.15, 200);
    running(db, "db-1", old, 0.15, 200);
    running(db, "db-2", revised, 0.15, 200);

    evaluate();

    RecommendationStatus status = status("statefulset-db");
    ResourceRecommendation cpu = status.getContainers().get(0).getCpu();
    assertThat(cpu.getCurrent().getRequest()).isEqualTo("1");
    assertThat(cpu.getTemplate().getRequest()).isEqualTo("190m");
    assertThat(cpu.getRunning())
        .extracting(size -> size.getRequest() + " x " + size.getPods())
        .containsExactly("1 x 2", "190m x 1");
    assertThat(cpu.getVerdict()).isEqualTo(ResourceRecommendation.Verdict.OverProvisioned);
    // 180m are within 10 % of the template's 190m, so that it stays; 2 x (1 - 190m) come free.
    assertThat(cpu.getRecommended().getRequest()).isEqualTo("190m");
    assertThat(status.getSavings().getCpu()).isEqualTo("1620m");
    assertThat(status.getPatches().getStrategicMerge()).isNull();
    assertThat(status.getDrift().getPods()).isEqualTo(2);
  }

  /** Pods ask for 3 cores together, and the quota has counted 1: one of the two is wrong. */
  @Test
  void whatContradictsItselfIsLeftOutSaidAndCounted() {
    PodSpec large = pod(container("app", "cpu=1,memory=230Mi", ""));
    HasMetadata web = objects.deployment("web", 3, large);
    HasMetadata set = objects.replicaSetOf(web, "web-5f6d", large);
    for (int i = 0; i < 3; i++) {
      running(set, "web-5f6d-x" + i, large, 0.15, 200);
    }
    quota("4", "1");

    RightSizingPolicyStatus policy = evaluate();

    var line = policy.getQuotas().get(0);
    assertThat(line.getUsed()).isEqualTo("1");
    assertThat(line.getProjected()).isNull();
    assertThat(line.getProjectedPercent()).isNull();
    assertThat(line.getWorstCase()).isNull();
    assertThat(line.getIdle()).isNull();
    assertThat(line.getMessage()).contains("contradict");
    Condition fits = condition(policy.getConditions(), "QuotaFits");
    assertThat(fits.getStatus() + " " + fits.getReason()).isEqualTo("Unknown ImpossibleFigure");
    assertThat(impossible(ImpossibleFigure.PROJECTION_BELOW_ZERO)).isEqualTo(1);
  }
}
