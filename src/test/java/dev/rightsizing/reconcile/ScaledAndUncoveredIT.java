// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.NotCovered;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation.Verdict;
import dev.rightsizing.evaluate.Evaluator;
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
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Workloads that autoscalers, controllers and webhooks have a hand in, on a real API server; usage
 * is 50 hours, five minutes apart.
 */
@ExtendWith(LocalApiServer.Provided.class)
class ScaledAndUncoveredIT {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final Instant START = NOW.minus(Duration.ofHours(50));
  private static final double MIB = 1024 * 1024;

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource usage = new FakeUsageSource();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    Crds.install(client);
    namespace = server.newNamespace("scaled");
    objects = new KubernetesObjects(client, namespace);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private RightSizingPolicyStatus evaluate(String spec) {
    RightSizingPolicy policy =
        client
            .resource(
                Serialization.unmarshal(
                    "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name:"
                        + " p, namespace: "
                        + namespace
                        + "}\nspec: "
                        + spec,
                    RightSizingPolicy.class))
            .forceConflicts()
            .serverSideApply();
    ReconcileSettings settings =
        new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);
    WorkloadSource workloads = new KubernetesWorkloadSource(client, clock);
    CollectorSettings reads = CollectorSettings.of(100_000, 2);
    PolicyEvaluation operator =
        new PolicyEvaluation(
            new PolicyEvaluation.Steps(
                new WorkloadSelector(workloads, settings),
                new UsageSourceResolver(client, request -> usage),
                new Evaluator(workloads, new UsageMemory(reads, clock, threads), clock),
                new RecommendationWriter(
                    new RecommendationStore(client, settings), new BoundedWrites(threads)),
                new PolicyStatusMapper(usage::metric)),
            new EvaluationReporter(new OperatorMetrics(registry)),
            new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
            settings,
            clock);
    RightSizingPolicyStatus status = operator.run(policy, List.of(policy)).status().orElseThrow();
    // What is written must be what the schema allows.
    policy.setStatus(status);
    policy.getMetadata().setManagedFields(List.of());
    client
        .resource(policy)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("test")
                .withForce(true)
                .build());
    return status;
  }

  /** From START, an end of the 50 hours at the most; five minutes apart. */
  private void use(
      String pod, String container, double cores, double mebibytes, Predicate<Instant> when) {
    Predicate<Instant> there = t -> !t.isBefore(START) && when.test(t);
    usage.cpu(namespace, pod, container, t -> there.test(t) ? cores : Double.NaN);
    usage.memory(namespace, pod, container, t -> there.test(t) ? mebibytes * MIB : Double.NaN);
  }

  private void use(String pod, String container, double cores, double mebibytes) {
    use(pod, container, cores, mebibytes, t -> true);
  }

  /** Whether a moment lies in hours [from, to) after START. */
  private static Predicate<Instant> hours(double from, double to) {
    return t -> {
      double at = Duration.between(START, t).toMinutes() / 60.0;
      return at >= from && at < to;
    };
  }

  private Recommendation recommendation(String name) {
    return client.resources(Recommendation.class).inNamespace(namespace).withName(name).require();
  }

  private static ContainerRecommendation only(Recommendation of) {
    return of.getStatus().getContainers().get(0);
  }

  private void web(int pods) {
    PodSpec template = pod(container("app", "cpu=1,memory=512Mi", ""));
    var set =
        objects.replicaSetOf(objects.deployment("web", pods, template), "web-7d4b9c6f5d", template);
    for (int i = 0; i < pods; i++) {
      String name = "web-7d4b9c6f5d-bbbb" + "bcdf".charAt(i);
      objects.runningPodOf(set, name, "n1", template);
      use(name, "app", 0.5, 300);
    }
  }

  private HasMetadata hpa() {
    return objects.create(
        Serialization.unmarshal(
            """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              minReplicas: 2
              maxReplicas: 20
              metrics:
              - type: Resource
                resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
            """,
            HorizontalPodAutoscaler.class));
  }

  @Test
  void anHpaOnCpuUtilizationHoldsTheCpuRequest() {
    web(4);
    hpa();

    evaluate("{}");

    Recommendation web = recommendation("deployment-web");
    ContainerRecommendation app = only(web);
    // P95 0.5 x 1.2 = 600m, held at 1; 50 x 1 / 0.6 = 83.3.
    assertThat(app.getCpu().getVerdict()).isEqualTo(Verdict.HeldByAutoscaler);
    assertThat(app.getCpu().getRecommended().getRequest()).isEqualTo("1");
    assertThat(app.getCpu().getOtherwise().getRequest()).isEqualTo("600m");
    // Two days of history: 300 x (1.15 + 0.15 x (1/3 - 1/8)) = 354.4.
    assertThat(app.getMemory().getRecommended().getRequest()).isEqualTo("355Mi");
    AutoscalerAdvice advice = web.getStatus().getAutoscalers().get(0);
    assertThat(advice.getKind()).isEqualTo("HorizontalPodAutoscaler");
    assertThat(advice.getDecision()).isEqualTo(AutoscalerAdvice.Decision.Held);
    assertThat(advice.getTargetPercent()).isEqualTo(50);
    assertThat(advice.getScalePointPercent()).isEqualTo(83);
    assertThat(advice.getPatch()).isNull();
    // 4 x (512 - 355) / 1024 GiB x 0.004237 x 730; no CPU.
    assertThat(web.getStatus().getSavings().getMonthly()).isEqualTo("1.90");
    assertThat(web.getStatus().getSavings().getReplicas()).isEqualTo("4");
    assertThat(web.getStatus().getSavings().getCpu()).isEqualTo("0");
    assertThat(web.getStatus().getPatches().getStrategicMerge()).doesNotContain("cpu");
  }

  @Test
  void theScalePointMovesTheTargetWithTheRequest() {
    web(4);
    HasMetadata hpa = hpa();

    evaluate("{autoscaler: ScalePoint}");

    Recommendation web = recommendation("deployment-web");
    assertThat(only(web).getCpu().getRecommended().getRequest()).isEqualTo("600m");
    AutoscalerAdvice advice = web.getStatus().getAutoscalers().get(0);
    assertThat(advice.getDecision()).isEqualTo(AutoscalerAdvice.Decision.ScalePoint);
    assertThat(advice.getMessage())
        .matches(
            ".*; replayed on the hourly means of \\d\\d recorded hours, it would have run 4.0 pods on"
                + " average and 4 at most as it is, and 4.0 pods on average and 4 at most with the"
                + " new requests and the new target");
    // 4 x (0.4 x 0.031611 x 730 + (512 - 355) / 1024 x 0.004237 x 730), as the number of pods
    // stays.
    assertThat(web.getStatus().getSavings().getMonthly()).isEqualTo("38.82");

    client
        .resource(hpa)
        .patch(
            new PatchContext.Builder().withPatchType(PatchType.JSON).build(),
            Serialization.asJson(Serialization.unmarshal(advice.getPatch(), List.class)));

    HorizontalPodAutoscaler changed =
        client
            .autoscaling()
            .v2()
            .horizontalPodAutoscalers()
            .inNamespace(namespace)
            .withName("web")
            .require();
    assertThat(changed.getSpec().getMetrics().get(0).getResource().getTarget())
        .extracting(t -> t.getAverageUtilization())
        .isEqualTo(83);
  }

  @Test
  void whatIsScaledToNothingNowSavesByItsMeanReplicas() {
    PodSpec template = pod(container("worker", "cpu=2,memory=2Gi", ""));
    objects.replicaSetOf(objects.deployment("worker", 0, template), "worker-7d4b9c6f5d", template);
    for (int hour = 1; hour < 49; hour += 2) {
      for (int i = 0; i < 4; i++) {
        String name = "worker-7d4b9c6f5d-" + suffix(hour * 4 + i);
        use(name, "worker", 0.2, 300, hours(hour, hour + 1));
      }
    }

    evaluate("{}");

    Recommendation worker = recommendation("deployment-worker");
    assertThat(only(worker).getCpu().getRecommended().getRequest()).isEqualTo("240m");
    // 24 hours x 12 steps x 4 pods = 1152 over the 589 steps from the first pod to now: 1.956.
    assertThat(worker.getStatus().getReplicas()).isZero();
    assertThat(worker.getStatus().getSavings().getReplicas()).isEqualTo("2");
    assertThat(worker.getStatus().getSavings().getReplicasOver()).isEqualTo("2d1h");
    // One whole day of history: 300 x (1.15 + 0.15 x (1/2 - 1/8)) = 361.9.
    // A pod: 1.76 x 0.031611 x 730 + (2048 - 362) / 1024 x 0.004237 x 730 = 40.6138 + 5.0926.
    assertThat(worker.getStatus().getSavings().getMonthly()).isEqualTo("89.40");
  }

  @Test
  void batchJobsCountForTheTimeOfWhichThereIsData() {
    web(1);
    PodSpec template = pod(container("run", "cpu=2,memory=2Gi", ""));
    var nightly = objects.cronJob("nightly", 1, template);
    objects.podOf(
        objects.jobOf(nightly, "nightly-29000000", template), "nightly-29000000-bbbbb", template);
    // 115 steps of five minutes.
    use("nightly-29000000-bbbbb", "run", 0.2, 300, hours(10, 10 + 115 / 12.0 - 0.01));

    evaluate("{}");

    Recommendation of = recommendation("cronjob-nightly");
    // 115 of the 601 steps from START to NOW, not of the 2017 of the look-back: 0.1913 pods.
    assertThat(of.getStatus().getSavings().getReplicas()).isEqualTo("0.19");
    assertThat(of.getStatus().getSavings().getReplicasOver()).isEqualTo("2d2h");
    // 9.6 hours of history: 300 x (1.15 + 0.15 x (1/1.4 - 1/8)) = 371.5.
    // Now 0.19135 x (2 x 23.0760 + 2 x 3.0930) = 10.01, then 0.19135 x 6.6619 = 1.27.
    assertThat(of.getStatus().getSavings().getMonthly()).isEqualTo("8.74");
  }

  @Test
  void podsOfNoKindThatIsReadAreSaid() {
    PodSpec shop = pod(container("shop", "cpu=4,memory=8Gi", ""));
    ReplicationController controller =
        objects.create(
            new ReplicationControllerBuilder()
                .withMetadata(objects.meta("shop-3"))
                .withNewSpec()
                .withReplicas(2)
                .addToSelector("app", "shop")
                .withTemplate(
                    new PodTemplateSpecBuilder()
                        .withNewMetadata()
                        .addToLabels("app", "shop")
                        .endMetadata()
                        .withSpec(shop)
                        .build())
                .endSpec()
                .build());
    objects.podOf(controller, "shop-3-bbbbb", shop);
    objects.podOf(controller, "shop-3-ccccc", shop);
    objects.create(
        new io.fabric8.kubernetes.api.model.PodBuilder()
            .withMetadata(objects.meta("runner-abc-project-1-concurrent-0"))
            .withSpec(pod(container("build", "cpu=2,memory=4Gi", "")))
            .build());
    web(1);

    RightSizingPolicyStatus status = evaluate("{}");

    assertThat(status.getNotCovered()).hasSize(1);
    NotCovered line = status.getNotCovered().get(0);
    assertThat(line.getReason()).isEqualTo(NotCovered.Reason.UnknownOwner);
    // 2 x 4 + 2 cores, 2 x 8 + 4 GiB.
    assertThat(line.getMessage())
        .isEqualTo(
            "3 pods of 2 owners are of an unsupported kind: 10 cores, 20Gi requested"
                + " (Pod/runner-abc-project-1-concurrent-0, ReplicationController/shop-3)");
    assertThat(line.getCpu()).isEqualTo("10");
    assertThat(line.getMemory()).isEqualTo("20Gi");
    assertThat(metric("rightsizing_not_covered_pods", "UnknownOwner")).isEqualTo(3);
    assertThat(metric("rightsizing_not_covered_pods", "Injected")).isZero();
  }

  private double metric(String name, String reason) {
    return registry.scrape().stream()
        .filter(m -> m.getMetadata().getName().equals(name))
        .flatMap(m -> m.getDataPoints().stream())
        .filter(p -> reason.equals(p.getLabels().get("reason")))
        .mapToDouble(
            p ->
                ((io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot) p)
                    .getValue())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void containersThatOnlyPodsHaveAreSaid() {
    PodSpec template = pod(container("app", "cpu=1,memory=512Mi", ""));
    PodSpec injected =
        pod(
            container("app", "cpu=1,memory=512Mi", ""),
            container("istio-proxy", "cpu=1,memory=1Gi", ""));
    var set =
        objects.replicaSetOf(objects.deployment("api", 1, template), "api-7d4b9c6f5d", template);
    objects.runningPodOf(set, "api-7d4b9c6f5d-zzzz2", "n1", injected);
    use("api-7d4b9c6f5d-zzzz2", "app", 0.1, 200);
    use("api-7d4b9c6f5d-zzzz2", "istio-proxy", 0.9, 700);

    RightSizingPolicyStatus status = evaluate("{}");

    assertThat(status.getNotCovered())
        .extracting(NotCovered::getMessage)
        .containsExactly(
            "1 container of 1 pod is in no template, probably set by a webhook: 1 core, 1Gi"
                + " requested (istio-proxy)");
  }

  private static HasMetadata owner(String apiVersion, String kind, String name) {
    GenericKubernetesResource owner = new GenericKubernetesResource();
    owner.setApiVersion(apiVersion);
    owner.setKind(kind);
    owner.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
            .withName(name)
            .withUid("1b671a64-40d5-491e-99b0-da01ff1f3341")
            .build());
    return owner;
  }

  @Test
  void aWorkloadThatAControllerOwnsNamesIt() {
    PodSpec template = pod(container("prometheus", "cpu=2,memory=4Gi", ""));
    var set = objects.statefulSet("prometheus-k8s", 1, template);
    client
        .resource(set)
        .edit(
            s -> {
              s.addOwnerReference(owner("monitoring.coreos.com/v1", "Prometheus", "k8s"));
              s.getMetadata().getOwnerReferences().get(0).setController(true);
              return s;
            });
    objects.runningPodOf(set, "prometheus-k8s-0", "n1", template);
    use("prometheus-k8s-0", "prometheus", 0.2, 600);

    RightSizingPolicyStatus status = evaluate("{}");

    Recommendation of = recommendation("statefulset-prometheus-k8s");
    assertThat(of.getStatus().getController()).isEqualTo("Prometheus/k8s");
    assertThat(of.getStatus().getConditions())
        .filteredOn(c -> c.getType().equals("Controlled"))
        .extracting(Condition::getReason)
        .containsExactly("OwnedByController");
    assertThat(status.getNotCovered())
        .extracting(NotCovered::getMessage)
        .containsExactly(
            "1 workload with 1 pod is managed by another object, which would undo a patch: 2"
                + " cores, 4Gi requested (StatefulSet/prometheus-k8s of Prometheus/k8s)");
  }

  @Test
  void jobsOfOneOwnerAreOneWorkload() {
    PodSpec template = pod(container("encode", "cpu=2,memory=2Gi", ""));
    HasMetadata owner = owner("keda.sh/v1alpha1", "ScaledJob", "encode");
    for (int i = 0; i < 6; i++) {
      var job = objects.job("encode-" + suffix(i), 1, template);
      client
          .resource(job)
          .edit(
              j -> {
                j.addOwnerReference(owner);
                j.getMetadata().getOwnerReferences().get(0).setController(true);
                return j;
              });
      String name = job.getMetadata().getName() + "-" + suffix(100 + i);
      objects.podOf(job, name, template);
      // Six samples each, 36 together; 12 are needed.
      use(name, "encode", 0.5, 300, hours(5 + 5 * i, 5.5 + 5 * i));
    }

    RightSizingPolicyStatus status = evaluate("{}");

    assertThat(status.getRecommendations()).isEqualTo(1);
    Recommendation of = recommendation("job-encode");
    assertThat(of.getSpec().getTarget().getKind()).isEqualTo("ScaledJob");
    assertThat(of.getMetadata().getOwnerReferences().get(0).getKind()).isEqualTo("ScaledJob");
    assertThat(of.getStatus().getDisplay().getTarget()).isEqualTo("ScaledJob/encode");
    assertThat(only(of).getCpu().getRecommended().getRequest()).isEqualTo("600m");
    // One whole day of history.
    assertThat(only(of).getMemory().getRecommended().getRequest()).isEqualTo("362Mi");
    assertThat(only(of).getCpu().getExplanation()).contains("(36 samples)");
    assertThat(of.getStatus().getController()).isEqualTo("ScaledJob/encode");
  }

  /** Five characters as Kubernetes makes them, another for each number. */
  private static String suffix(int number) {
    String alphabet = "bcdfghjklmnpqrstvwxz2456789";
    StringBuilder text = new StringBuilder();
    int rest = number;
    for (int i = 0; i < 5; i++) {
      text.append(alphabet.charAt(rest % alphabet.length()));
      rest /= alphabet.length();
    }
    return text.toString();
  }
}
