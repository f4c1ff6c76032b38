// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.Reason;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.EvaluationReporter;
import dev.rightsizing.reconcile.PolicyEvaluation;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.BoundedWrites;
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
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.risk.RiskMetric;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The risk watch on a real API server; usage is what each test says. */
@ExtendWith(LocalApiServer.Provided.class)
class RiskEvaluationIT {
  private static final double MIB = 1024 * 1024;
  private static final ReconcileSettings SETTINGS =
      new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:20:00Z"));
  private final FakeUsageSource usage = new FakeUsageSource();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RiskMetrics metrics = new RiskMetrics(registry);
  private final List<Notice> told = new CopyOnWriteArrayList<>();
  private double mebibytes = 500;
  private double impossible;
  private boolean policyQueries;
  private KubernetesClient client;
  private KubernetesClient teller;
  private WorkloadSource workloads;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    teller = client;
    Crds.install(client);
    workloads = new KubernetesWorkloadSource(client, clock);
    namespace = server.newNamespace("risk");
    objects = new KubernetesObjects(client, namespace);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    assertThat(impossibleFigures()).as("figures that cannot be").isEqualTo(impossible);
  }

  /** A new one knows nothing of the one before, as after a restart. */
  private RiskEvaluation watch() {
    UsageSources sources =
        new UsageSources() {
          @Override
          public UsageSource source(SourceRequest request) {
            return usage;
          }

          @Override
          public boolean allowsFreeQueries(SourceRequest request) {
            return policyQueries;
          }
        };
    return new RiskEvaluation(
        new RiskEvaluation.Parts(
            new RecommendationStore(client, SETTINGS)::known,
            workloads,
            new UsageSourceResolver(client, sources),
            new RiskReader(CollectorSettings.of(100_000, 2)),
            new QueryPermission("rightsizing-system", sources),
            new StatusWriter(client, RecommendationStore.RISK_MANAGER),
            new BoundedWrites(threads),
            publishers(),
            new QuotaRiskEvaluation(new QuotaStore(client, SETTINGS), publishers(), metrics)),
        metrics,
        clock);
  }

  private NoticePublishers publishers() {
    return new NoticePublishers(
        List.of(new EventPublisher(teller, "it", EventListener.NONE), told::add));
  }

  private RightSizingPolicy policy(String spec) {
    RightSizingPolicy policy =
        Serialization.unmarshal(
            "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p,"
                + " namespace: "
                + namespace
                + "}\nspec: "
                + spec,
            RightSizingPolicy.class);
    return client.resource(policy).forceConflicts().serverSideApply();
  }

  private void evaluate(RightSizingPolicy policy) {
    new PolicyEvaluation(
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
            new EvaluationReporter(new OperatorMetrics(new PrometheusRegistry())),
            new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
            SETTINGS,
            clock)
        .run(policy, List.of(policy));
  }

  private void web(String name) {
    Deployment deployment =
        objects.deployment(name, 1, pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=1Gi")));
    var spec = deployment.getSpec().getTemplate().getSpec();
    var set = objects.replicaSetOf(deployment, name + "-5f6d", spec);
    objects.runningPodOf(set, name + "-5f6d-x1", "n1", spec);
    usage.cpu(namespace, name + "-5f6d-x1", "app", t -> 0.1);
    usage.memory(namespace, name + "-5f6d-x1", "app", t -> mebibytes * MIB);
    usage.risk(RiskMetric.PERIODS, namespace, name + "-5f6d-x1", "app", t -> 5);
    usage.risk(RiskMetric.THROTTLED_SECONDS, namespace, name + "-5f6d-x1", "app", t -> 0);
  }

  private void ticks(RiskEvaluation watch, RightSizingPolicy policy, int minutes) throws Exception {
    for (int i = 0; i < minutes; i++) {
      clock.advance(Duration.ofMinutes(1));
      watch.run(new PolicyReader().read(policy));
    }
  }

  private Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .get();
  }

  private String level(String name) {
    return String.valueOf(recommendation(name).getStatus().getRisk().getLevel());
  }

  private String atRisk(String name) {
    Condition condition =
        recommendation(name).getStatus().getConditions().stream()
            .filter(c -> c.getType().equals("AtRisk"))
            .findFirst()
            .orElseThrow();
    return condition.getStatus() + " " + condition.getReason();
  }

  @Test
  void memoryHeldOverTheThresholdIsSaidInStatusConditionAndMetric() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    RiskEvaluation watch = watch();
    ticks(watch, policy, 1);
    assertThat(level("a") + " " + atRisk("a")).isEqualTo("None False NoRisk");
    mebibytes = 940;

    ticks(watch, policy, 5);
    assertThat(level("a")).isEqualTo("None");
    ticks(watch, policy, 1);

    assertThat(level("a") + " " + atRisk("a")).isEqualTo("Critical True MemoryRisk");
    assertThat(recommendation("a").getStatus().getRisk().getReasons().get(0))
        .contains("91 % of its memory limit 1Gi (over 90 % for 5m since 2026-03-04T10:22:00Z;");
    assertThat(registry.scrape().toString()).isNotEmpty();
  }

  /**
   * A pod of a template whose memory is then resized in place, template and pod at request = limit.
   */
  private void resized(String name, String template, String now, double mib) {
    var spec = pod(container("app", "cpu=100m,memory=" + template, "memory=" + template));
    var set = objects.replicaSetOf(objects.deployment(name, 1, spec), name + "-5f6d", spec);
    objects.resized(
        objects.runningPodOf(set, name + "-5f6d-x1", "n1", spec),
        "cpu=100m,memory=" + now,
        "memory=" + now);
    usage.cpu(namespace, name + "-5f6d-x1", "app", t -> 0.1);
    usage.memory(namespace, name + "-5f6d-x1", "app", t -> mib * MIB);
  }

  @Test
  void aPodIsHeldAgainstItsOwnLimitAndNotTheTemplates() throws Exception {
    // 600Mi would be 117 % of the template's 512Mi, and are 29 % of the pod's 2Gi.
    resized("raised", "512Mi", "2Gi", 600);
    // 505Mi are 25 % of the template's 2Gi, and 98.6 % of the pod's 512Mi.
    resized("lowered", "2Gi", "512Mi", 505);
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);

    ticks(watch(), policy, 7);

    assertThat(level("raised")).isEqualTo("None");
    assertThat(level("lowered")).isEqualTo("Emergency");
    assertThat(recommendation("lowered").getStatus().getRisk().getReasons().get(0))
        .startsWith("Emergency: container app is at 98 % of its memory limit 512Mi (over 90 %");
    assertThat(told).hasSize(1);
  }

  @Test
  void memoryOverALimitThatHoldsIsNeverShownAndCounted() throws Exception {
    resized("odd", "512Mi", "512Mi", 600);
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);

    ticks(watch(), policy, 7);

    assertThat(level("odd") + " " + atRisk("odd")).isEqualTo("Unknown Unknown ImpossibleFigure");
    assertThat(String.join(" ", recommendation("odd").getStatus().getRisk().getReasons()))
        .doesNotContain("117");
    assertThat(told).isEmpty();
    // Once a look.
    impossible = 7;
  }

  private double impossibleFigures() {
    return registry.scrape("rightsizing_impossible_figures"::equals).stream()
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void anEvaluationNeverTouchesTheRiskNorTheRiskTheFigures() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    mebibytes = 940;
    ticks(watch(), policy, 6);
    String risk = Serialization.asYaml(recommendation("a").getStatus().getRisk());
    var figures = recommendation("a").getStatus().getContainers();

    evaluate(policy);
    usage.failFrom(Instant.MIN, Reason.SOURCE_UNREACHABLE);
    evaluate(policy);

    assertThat(Serialization.asYaml(recommendation("a").getStatus().getRisk())).isEqualTo(risk);
    assertThat(atRisk("a")).isEqualTo("True MemoryRisk");
    assertThat(figures).hasSize(1);
    assertThat(recommendation("a").getStatus().getContainers()).hasSize(1);
  }

  @Test
  void aRestartEachMinuteChangesNothing() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    mebibytes = 940;
    for (int i = 0; i < 5; i++) {
      ticks(watch(), policy, 1);
      assertThat(level("a")).isEqualTo("None");
    }
    ticks(watch(), policy, 1);

    assertThat(level("a")).isEqualTo("Critical");
  }

  @Test
  void writesOnlyWhatChanged() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    RiskEvaluation watch = watch();
    mebibytes = 940;
    ticks(watch, policy, 7);
    String version = recommendation("a").getMetadata().getResourceVersion();
    // Near enough to what was said before.
    mebibytes = 945;

    ticks(watch, policy, 5);

    assertThat(recommendation("a").getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void anAwaySourceMakesTheRiskUnknownAndKeepsWhatWasTold() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    mebibytes = 940;
    ticks(watch(), policy, 6);
    usage.failFrom(Instant.MIN, Reason.SOURCE_TIMEOUT);
    ticks(watch(), policy, 1);
    assertThat(level("a") + " " + atRisk("a")).isEqualTo("Unknown Unknown SourceTimeout");
    usage.recover();

    ticks(watch(), policy, 1);

    assertThat(level("a")).isEqualTo("Critical");
  }

  @Test
  void queriesDoNotGrowWithTheContainers() throws Exception {
    web("a");
    web("b");
    web("c");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    usage.forgetQueries();

    ticks(watch(), policy, 1);

    assertThat(usage.riskQueries()).hasSize(6);
    // Memory of the last quarter of an hour, and of the hour before.
    assertThat(usage.queries()).hasSize(2);
  }

  private static final String DNS =
      "{risk: {signals: [{name: dns, query: 'max by (namespace, pod) (dns)', above: '0.5', for: 1m,"
          + " description: ask the network team}]}}";

  private void dns(String pod, double value) {
    usage.named("dns", Map.of("namespace", namespace, "pod", pod), t -> value);
  }

  @Test
  void aSignalThatThePolicyNamesIsToldOfItsWorkloadAlone() throws Exception {
    policyQueries = true;
    web("a");
    web("b");
    dns("a-5f6d-x1", 0.73);
    dns("b-5f6d-x1", 0.2);
    RightSizingPolicy policy = policy(DNS);
    evaluate(policy);
    for (int i = 0; i < 4; i++) {
      ticks(watch(), policy, 1);
    }

    assertThat(level("a") + " " + atRisk("a")).isEqualTo("Warning True SignalRisk");
    assertThat(level("b") + " " + atRisk("b")).isEqualTo("None False NoRisk");
    assertThat(recommendation("a").getStatus().getRisk().getReasons())
        .containsExactly(
            "Warning: signal dns is at 0.73 (over 0.5 for 1m since 2026-03-04T10:21:00Z; pod"
                + " a-5f6d-x1): ask the network team");
    assertThat(events())
        .singleElement()
        .matches(e -> e.getReason().equals("SignalRisk"))
        .matches(e -> !e.getNote().contains("advised"));
    assertThat(usage.namedQueries()).hasSize(4);
  }

  @Test
  void aTenantsQueryIsNotSentAndSaysWhatToDo() throws Exception {
    web("a");
    dns("a-5f6d-x1", 0.73);
    RightSizingPolicy policy = policy(DNS);
    evaluate(policy);
    ticks(watch(), policy, 3);

    assertThat(usage.namedQueries()).isEmpty();
    assertThat(level("a") + " " + atRisk("a")).isEqualTo("Unknown Unknown QueryNotAllowed");
    assertThat(recommendation("a").getStatus().getRisk().getReasons())
        .containsExactly("Unknown: signal dns: " + Reason.QUERY_NOT_ALLOWED.sentence());
  }

  @Test
  void memoryUnderTheThresholdIsShownAndNotTold() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    mebibytes = 870;
    ticks(watch(), policy, 7);

    assertThat(level("a") + " " + atRisk("a")).isEqualTo("Warning False BelowThreshold");
    assertThat(events()).isEmpty();
  }

  @Test
  void theApiServerRefusesSignalsThatCannotBeRead() {
    String start = "{risk: {signals: [{name: a, query: up, above: ";
    for (String bad :
        List.of(
            start + "'-1'}]}}",
            start + "many}]}}",
            start + "'1', for: 1s}]}}",
            start + "'1'}, {name: a, query: up, above: '2'}]}}",
            "{risk: {signals: [{name: A_b, query: up, above: '1'}]}}",
            "{risk: {signals: [{name: a, query: '', above: '1'}]}}",
            "{risk: {signals: [{name: a, query: " + "x".repeat(2049) + ", above: '1'}]}}",
            "{risk: {pressure: {cpuPercent: 0}}}")) {
      assertThatThrownBy(() -> policy(bad))
          .as(bad)
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("risk");
    }
  }

  private List<Event> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems();
  }

  @Test
  void eachCrossingIsOneEventOnTheWorkloadAlsoAcrossRestarts() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    mebibytes = 940;
    for (int i = 0; i < 9; i++) {
      ticks(watch(), policy, 1);
    }

    assertThat(events()).hasSize(1);
    Event event = events().get(0);
    assertThat(event.getReason() + " " + event.getType()).isEqualTo("MemoryRisk Warning");
    assertThat(event.getRegarding().getKind() + "/" + event.getRegarding().getName())
        .isEqualTo("Deployment/a");
    assertThat(event.getRelated().getName()).isEqualTo("deployment-a");
    assertThat(event.getNote()).contains("91 % of its memory limit").contains("advised: request");
    Notice notice = told.get(0);
    assertThat(notice.details().policy().orElseThrow().name()).isEqualTo("p");
    Notice.Change change = notice.details().changes().get(0);
    assertThat(change.container() + " " + change.signal() + " " + change.from() + " " + change.to())
        .isEqualTo("app MEMORY NONE CRITICAL");
    assertThat(change.since()).isBefore(notice.at());
    Notice.Advice advised = change.advised().orElseThrow();
    assertThat(event.getNote())
        .contains(change.sentence())
        .contains("request " + advised.request().orElseThrow())
        .contains("limit " + advised.limit().orElseThrow());

    mebibytes = 400;
    ticks(watch(), policy, 6);
    assertThat(events()).extracting(Event::getReason).contains("RiskCleared").hasSize(2);
  }

  @Test
  void theSameRiskAgainCountsUpASeries() throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    RiskEvaluation watch = watch();
    for (double used : new double[] {940, 400, 940}) {
      mebibytes = used;
      ticks(watch, policy, 6);
    }

    assertThat(events()).hasSize(2);
    assertThat(events())
        .filteredOn(e -> e.getReason().equals("MemoryRisk"))
        .allMatch(e -> e.getSeries().getCount() == 2);
  }

  @Test
  void aStormIsOneEventEachAndOneOnThePolicy() throws Exception {
    int workloads = 500;
    for (int i = 0; i < workloads; i++) {
      web("w" + i);
    }
    RightSizingPolicy policy = policy("{risk: {memory: {for: 1m}}}");
    evaluate(policy);
    mebibytes = 940;
    ticks(watch(), policy, 3);

    assertThat(events()).hasSize(workloads + 1);
    assertThat(events())
        .filteredOn(e -> e.getReason().equals("MemoryRisk"))
        .extracting(e -> e.getRegarding().getName())
        .doesNotHaveDuplicates()
        .hasSize(workloads);
    assertThat(events())
        .filteredOn(e -> e.getReason().equals("ManyAtRisk"))
        .singleElement()
        .matches(e -> e.getRegarding().getName().equals("p"));
  }

  @Test
  void tellsNothingWhereEventsAreOffOrRefused(LocalApiServer server) throws Exception {
    web("a");
    RightSizingPolicy policy = policy("{risk: {events: false}}");
    evaluate(policy);
    mebibytes = 940;
    ticks(watch(), policy, 6);
    assertThat(events()).isEmpty();
    try (KubernetesClient nobody = server.clientAs("nobody")) {
      teller = nobody;
      RightSizingPolicy told = policy("{risk: {events: true}}");
      mebibytes = 1000;
      ticks(watch(), told, 6);
    }

    assertThat(events()).isEmpty();
    assertThat(level("a")).isEqualTo("Emergency");
  }

  @Test
  void watchesTheQuotasOfItsNamespacesAndAnEvaluationKeepsThatAndTellsTheTrend() throws Exception {
    web("a");
    client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("compute")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withHard(KubernetesObjects.quantities("requests.cpu=20"))
                .endSpec()
                .build())
        .create();
    RightSizingPolicy policy = policy("{}");
    evaluate(policy);
    for (int day = 0; day < 10; day++) {
      counted(10 + day);
      clock.advance(Duration.ofDays(1));
      ticks(watch(), policy, 1);
    }
    ticks(watch(), policy, 6);

    assertThat(events())
        .filteredOn(e -> e.getRegarding().getKind().equals("ResourceQuota"))
        .extracting(Event::getReason)
        .contains("QuotaEmergency");
    RightSizingPolicyStatus told = status(policy);
    var status =
        new PolicyStatusMapper(usage::metric)
            .evaluated(
                new Evaluator(
                        workloads,
                        new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads),
                        clock)
                    .evaluate(
                        new WorkloadSelector(workloads, SETTINGS)
                            .select(new PolicyReader().read(policy), List.of()),
                        usage,
                        Progress.NONE),
                told,
                1,
                clock.instant());
    assertThat(status.getQuotaRisks()).as("left to the watch").isNull();
    assertThat(status.getQuotas())
        .singleElement()
        .matches(line -> line.getTimeToExhaustion().equals("1d"), "one more a day, 19 of 20 used");
    assertThat(status.getConditions())
        .filteredOn(c -> c.getType().equals("QuotaFits"))
        .singleElement()
        .extracting(Condition::getMessage)
        .asString()
        .contains("Nearly used up now: requests.cpu of " + namespace + "/compute: 19 used of 20")
        .endsWith(", used up in 1d by trend");
  }

  private RightSizingPolicyStatus status(RightSizingPolicy policy) {
    return client.resource(policy).get().getStatus();
  }

  private void counted(int cores) {
    client
        .resourceQuotas()
        .inNamespace(namespace)
        .withName("compute")
        .editStatus(
            quota ->
                new ResourceQuotaBuilder(quota)
                    .withNewStatus()
                    .withHard(KubernetesObjects.quantities("requests.cpu=20"))
                    .withUsed(KubernetesObjects.quantities("requests.cpu=" + cores))
                    .endStatus()
                    .build());
  }
}
