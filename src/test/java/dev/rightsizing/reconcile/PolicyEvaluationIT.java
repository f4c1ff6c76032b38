// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation.Verdict;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.model.Reason;
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
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.AllowedUrls;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cycle of a policy on a real API server; usage is what each test says. */
@ExtendWith(LocalApiServer.Provided.class)
class PolicyEvaluationIT {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:00Z");
  private static final double MIB = 1024 * 1024;

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource usage = new FakeUsageSource();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final OperatorMetrics metrics = new OperatorMetrics(registry);
  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;
  private UsageSources sources = request -> usage;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    Crds.install(client);
    namespace = server.newNamespace("cycle");
    objects = new KubernetesObjects(client, namespace);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    assertThat(
            registry.scrape("rightsizing_impossible_figures"::equals).stream()
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum())
        .as("figures that cannot be")
        .isZero();
  }

  /** A new one knows nothing of the one before, as after a restart. */
  private UsageMemory memory() {
    return new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads);
  }

  private PolicyEvaluation operator() {
    ReconcileSettings settings =
        new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);
    WorkloadSource workloads = new KubernetesWorkloadSource(client, clock);
    return new PolicyEvaluation(
        new PolicyEvaluation.Steps(
            new WorkloadSelector(workloads, settings),
            new UsageSourceResolver(client, sources),
            new Evaluator(workloads, memory(), clock),
            new RecommendationWriter(
                new RecommendationStore(client, settings), new BoundedWrites(threads)),
            new PolicyStatusMapper(usage::metric)),
        new EvaluationReporter(metrics),
        new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
        settings,
        clock);
  }

  private RightSizingPolicy policy(String name, String spec) {
    RightSizingPolicy policy =
        Serialization.unmarshal(
            "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: "
                + name
                + ", namespace: "
                + namespace
                + "}\nspec: "
                + spec,
            RightSizingPolicy.class);
    return client.resource(policy).forceConflicts().serverSideApply();
  }

  private RightSizingPolicyStatus run(PolicyEvaluation operator, RightSizingPolicy policy) {
    List<RightSizingPolicy> all =
        client.resources(RightSizingPolicy.class).inAnyNamespace().list().getItems();
    PolicyEvaluation.Result result = operator.run(policy, all);
    policy.setStatus(result.status().orElseThrow());
    return policy.getStatus();
  }

  private void web(String name, double cores, double mebibytes) {
    Deployment deployment =
        objects.deployment(name, 2, pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=2Gi")));
    running(deployment, name, cores, mebibytes);
  }

  private void running(Deployment deployment, String name, double cores, double mebibytes) {
    var set =
        objects.replicaSetOf(
            deployment, name + "-5f6d", deployment.getSpec().getTemplate().getSpec());
    objects.runningPodOf(
        set, name + "-5f6d-x1", "n1", deployment.getSpec().getTemplate().getSpec());
    use(name + "-5f6d-x1", "app", cores, mebibytes);
  }

  private void use(String pod, String container, double cores, double mebibytes) {
    usage.cpu(namespace, pod, container, t -> cores);
    usage.memory(namespace, pod, container, t -> mebibytes * MIB);
  }

  private Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .get();
  }

  private List<Recommendation> recommendations() {
    return client.resources(Recommendation.class).inNamespace(namespace).list().getItems();
  }

  private static Condition condition(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.getType().equals(type)).findFirst().orElseThrow();
  }

  private static String state(List<Condition> conditions, String type) {
    Condition condition = condition(conditions, type);
    return condition.getStatus() + " " + condition.getReason();
  }

  @Test
  void writesOneRecommendationAWorkload() {
    web("a", 0.1, 100);
    web("b", 0.9, 900);

    RightSizingPolicyStatus status = run(operator(), policy("p", "{}"));

    assertThat(recommendations()).hasSize(2);
    Recommendation a = recommendation("a");
    assertThat(a.getStatus().getContainers().get(0).getCpu().getRecommended().getRequest())
        .isEqualTo("120m");
    assertThat(a.getStatus().getContainers().get(0).getMemory().getRecommended().getLimit())
        .isEqualTo("230Mi");
    assertThat(a.getStatus().getDisplay().getCpu()).isEqualTo("1->120m");
    assertThat(a.getStatus().getReplicas()).isEqualTo(2);
    assertThat(a.getMetadata().getLabels())
        .containsEntry("rightsizing.dev/policy", "p")
        .containsEntry("rightsizing.dev/kind", "Deployment")
        .containsEntry("rightsizing.dev/workload", "a");
    assertThat(a.getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(status.getWorkloads()).isEqualTo(2);
    assertThat(state(status.getConditions(), "Ready")).isEqualTo("True Evaluated");
  }

  @Test
  void aDeploymentNeverTakesThePodsOfOneWithALongerName() {
    web("a", 0.1, 100);
    web("a-b", 0.9, 900);

    run(operator(), policy("p", "{}"));

    assertThat(recommendation("a").getStatus().getContainers().get(0).getCpu().getUsage().getMax())
        .isEqualTo("100m");
  }

  @Test
  void aPersonsDecisionSurvivesEvaluationsAndRestarts() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    run(operator(), policy);
    client
        .resource(recommendation("a"))
        .patch(
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build(),
            "{\"spec\":{\"decision\":\"Approved\"}}");
    clock.advance(Duration.ofHours(1));

    run(operator(), policy);

    assertThat(recommendation("a").getSpec().getDecision()).isEqualTo(Decision.Approved);
  }

  @Test
  void aRestartGivesTheSameFiguresAndNoDuplicates() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    run(operator(), policy);
    var before = recommendation("a").getStatus().getContainers();

    run(operator(), policy);

    assertThat(recommendations()).hasSize(1);
    assertThat(Serialization.asYaml(recommendation("a").getStatus().getContainers()))
        .isEqualTo(Serialization.asYaml(before));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "SOURCE_UNREACHABLE", "SOURCE_TIMEOUT", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND",
        "QUERY_REJECTED", "RATE_LIMITED", "SOURCE_ERROR", "SOURCE_OVERLOADED", "NOT_PROMETHEUS",
        "TRUNCATED", "PARTIAL_RESPONSE", "CLOCK_SKEW"
      })
  void aFailingSourceKeepsTheFiguresAndMarksThemStale(Reason reason) {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    PolicyEvaluation operator = operator();
    run(operator, policy);
    var before = Serialization.asYaml(recommendation("a").getStatus().getContainers());
    clock.advance(Duration.ofHours(1));
    usage.failFrom(Instant.MIN, reason);

    RightSizingPolicyStatus status = run(operator, policy);

    assertThat(state(status.getConditions(), "SourceReachable"))
        .isEqualTo("False " + reason.text());
    assertThat(state(status.getConditions(), "Ready")).isEqualTo("False " + reason.text());
    assertThat(status.getLastEvaluationTime()).isEqualTo("2026-03-04T10:20:00Z");
    Recommendation kept = recommendation("a");
    assertThat(state(kept.getStatus().getConditions(), "Stale")).isEqualTo("True " + reason.text());
    assertThat(Serialization.asYaml(kept.getStatus().getContainers())).isEqualTo(before);
  }

  @Test
  void aPolicyWhoseSourceFailsDoesNotHoldUpAnother() {
    web("a", 0.1, 100);
    web("b", 0.1, 100);
    UsageSources real = prometheus();
    sources = request -> request.url().isPresent() ? real.source(request) : usage;
    PolicyEvaluation operator = operator();
    RightSizingPolicy failing =
        policy(
            "failing",
            "{target: {selector: {matchLabels: {app: a}}}, prometheus: {url: 'http://10.0.0.1'}}");
    RightSizingPolicy good = policy("good", "{target: {selector: {matchLabels: {app: b}}}}");

    assertThat(state(run(operator, failing).getConditions(), "Ready"))
        .isEqualTo("False UrlNotAllowed");
    assertThat(state(run(operator, good).getConditions(), "Ready")).isEqualTo("True Evaluated");
  }

  @Test
  void recoversByItself() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    PolicyEvaluation operator = operator();
    usage.failFrom(Instant.MIN, Reason.SOURCE_UNREACHABLE);
    run(operator, policy);
    usage.recover();

    RightSizingPolicyStatus status = run(operator, policy);

    assertThat(state(status.getConditions(), "SourceReachable")).isEqualTo("True SourceReachable");
    assertThat(state(recommendation("a").getStatus().getConditions(), "Stale"))
        .isEqualTo("False Current");
  }

  @Test
  void usageThatIsSuddenlyGoneDoesNotWipeOutFigures() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    run(operator(), policy);
    usage.clear();

    RightSizingPolicyStatus status = run(operator(), policy);

    assertThat(condition(status.getConditions(), "UsageAvailable").getMessage())
        .contains("fake_cpu and fake_memory");
    assertThat(state(status.getConditions(), "UsageAvailable")).isEqualTo("False UsageMissing");
    Recommendation kept = recommendation("a");
    assertThat(state(kept.getStatus().getConditions(), "Stale")).isEqualTo("True UsageMissing");
    assertThat(kept.getStatus().getContainers().get(0).getCpu().getRecommended().getRequest())
        .isEqualTo("120m");
  }

  @Test
  void aWorkloadWithoutUsageKeepsItsSizes() {
    objects.deployment("idle", 2, pod(container("app", "cpu=1", "cpu=2")));
    web("a", 0.1, 100);

    run(operator(), policy("p", "{}"));

    var cpu = recommendation("idle").getStatus().getContainers().get(0).getCpu();
    assertThat(cpu.getVerdict()).isEqualTo(Verdict.InsufficientData);
    assertThat(cpu.getRecommended().getRequest()).isEqualTo("1");
    assertThat(recommendation("idle").getStatus().getSavings().getMonthly()).isEqualTo("0.00");
    assertThat(state(recommendation("idle").getStatus().getConditions(), "Ready"))
        .isEqualTo("False UsageMissing");
  }

  @Test
  void aWorkloadScaledToZeroIsToldAndSavesNothing() {
    objects.deployment("off", 0, pod(container("app", "cpu=1", "")));

    run(operator(), policy("p", "{}"));

    assertThat(state(recommendation("off").getStatus().getConditions(), "Ready"))
        .isEqualTo("False NotRunning");
    assertThat(recommendation("off").getStatus().getReplicas()).isZero();
  }

  @Test
  void requestsAndLimitsMayBeAbsent() {
    Deployment bare = objects.deployment("bare", 1, pod(container("app", "", "")));
    running(bare, "bare", 0.1, 100);

    run(operator(), policy("p", "{}"));

    var cpu = recommendation("bare").getStatus().getContainers().get(0).getCpu();
    assertThat(cpu.getVerdict()).isEqualTo(Verdict.NoRequest);
    assertThat(cpu.getRecommended().getRequest()).isEqualTo("120m");
    assertThat(cpu.getRecommended().getLimit()).isNull();
    assertThat(recommendation("bare").getStatus().getSavings().getMonthly()).startsWith("-");
  }

  @Test
  void aDeletedWorkloadLosesItsRecommendationAtTheNextEvaluation() {
    web("a", 0.1, 100);
    web("b", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    PolicyEvaluation operator = operator();
    run(operator, policy);
    client.apps().deployments().inNamespace(namespace).withName("a").delete();

    run(operator, policy);

    assertThat(recommendations())
        .extracting(r -> r.getMetadata().getName())
        .containsExactly("deployment-b");
  }

  @Test
  void aContainerThatIsAddedIsSizedToo() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    PolicyEvaluation operator = operator();
    run(operator, policy);
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("a")
        .edit(
            d -> {
              d.getSpec().getTemplate().getSpec().getContainers().add(container("b", "cpu=1", ""));
              return d;
            });

    run(operator, policy);

    assertThat(recommendation("a").getStatus().getContainers())
        .extracting("name")
        .containsExactly("app", "b");
  }

  @Test
  void aContainerThatIsExcludedGetsNoRecommendation() {
    Deployment meshed =
        objects.deployment(
            "a", 1, pod(container("app", "cpu=1", ""), container("istio-proxy", "cpu=1", "")));
    running(meshed, "a", 0.1, 100);

    run(operator(), policy("p", "{target: {excludeContainers: [istio-proxy]}}"));

    assertThat(recommendation("a").getStatus().getContainers())
        .extracting("name")
        .containsExactly("app");
  }

  @Test
  void theOlderOfTwoPoliciesKeepsAWorkload() {
    web("a", 0.1, 100);
    RightSizingPolicy first = policy("first", "{}");
    // Creation times have whole seconds; equal ones are decided by name.
    RightSizingPolicy second = policy("second", "{}");
    PolicyEvaluation operator = operator();
    run(operator, first);

    RightSizingPolicyStatus status = run(operator, second);

    assertThat(recommendation("a").getSpec().getPolicy()).isEqualTo("first");
    assertThat(state(status.getConditions(), "Conflicted")).isEqualTo("True SelectedByOlderPolicy");
    assertThat(condition(status.getConditions(), "Conflicted").getMessage())
        .contains("/first")
        .contains("Deployment/a");
    assertThat(status.getRecommendations()).isZero();
  }

  @Test
  void aSuspendedPolicyIsNotEvaluatedAndSaysSo() {
    web("a", 0.1, 100);

    RightSizingPolicyStatus status = run(operator(), policy("p", "{suspend: true}"));

    assertThat(state(status.getConditions(), "Ready")).isEqualTo("False Suspended");
    assertThat(recommendations()).isEmpty();
  }

  @Test
  void aPolicyThatAppliesIsEvaluatedLikeAnyOther() {
    web("a", 0.1, 100);

    run(operator(), policy("p", "{mode: Apply, apply: {}}"));

    assertThat(recommendations()).isNotEmpty();
  }

  private void secret(Map<String, String> data) {
    objects.create(
        new SecretBuilder().withMetadata(objects.meta("auth")).withStringData(data).build());
  }

  private UsageSources prometheus() {
    return new PrometheusUsageSources(
        new PrometheusSettings(
            Optional.of(URI.create("http://127.0.0.1:1")),
            Credentials.NONE,
            Map.of(),
            new AllowedUrls(List.of()),
            new PrometheusSettings.Query(
                1, Duration.ofSeconds(1), 1000, 0, Duration.ofMillis(1), true)),
        clock,
        QueryListener.NONE);
  }

  @Test
  void aMissingSecretIsTold() {
    sources = prometheus();

    RightSizingPolicyStatus status =
        run(operator(), policy("p", "{prometheus: {authSecret: {name: auth}}}"));

    assertThat(state(status.getConditions(), "SourceReachable"))
        .isEqualTo("False AuthSecretMissing");
    assertThat(condition(status.getConditions(), "Ready").getMessage())
        .contains(namespace + "/auth");
  }

  @ParameterizedTest
  @CsvSource({"token+username+password", "unrelated", "username"})
  void aSecretWithWrongKeysIsTold(String keys) {
    sources = prometheus();
    Map<String, String> data = new java.util.HashMap<>();
    for (String key : keys.split("\\+")) {
      data.put(key, "v3rys3cret");
    }
    secret(data);

    RightSizingPolicyStatus status =
        run(operator(), policy("p", "{prometheus: {authSecret: {name: auth}}}"));

    assertThat(state(status.getConditions(), "SourceReachable"))
        .isEqualTo("False AuthSecretInvalid");
    assertThat(Serialization.asYaml(status)).doesNotContain("v3rys3cret");
  }

  @Test
  void aUrlThatIsNotAllowedIsTold() {
    sources = prometheus();

    RightSizingPolicyStatus status =
        run(operator(), policy("p", "{prometheus: {url: 'http://169.254.169.254'}}"));

    assertThat(state(status.getConditions(), "SourceReachable")).isEqualTo("False UrlNotAllowed");
  }

  @Test
  void aQuotaThatIsNotCountedYetHasNoProjection() {
    web("a", 0.1, 100);
    objects.create(
        new ResourceQuotaBuilder()
            .withMetadata(objects.meta("compute"))
            .withNewSpec()
            .withHard(quantities("requests.cpu=4,limits.memory=8Gi"))
            .endSpec()
            .build());

    RightSizingPolicyStatus status = run(operator(), policy("p", "{}"));

    assertThat(status.getQuotas()).hasSize(2);
    assertThat(status.getQuotas())
        .allSatisfy(
            line -> {
              assertThat(line.getUsed()).isNull();
              assertThat(line.getProjected()).isNull();
            });
  }

  @Test
  void growthIsCutToWhatAQuotaLeaves() {
    Deployment small = objects.deployment("grow", 2, pod(container("app", "cpu=100m", "")));
    running(small, "grow", 1.0, 100);
    var quota =
        objects.create(
            new ResourceQuotaBuilder()
                .withMetadata(objects.meta("compute"))
                .withNewSpec()
                .withHard(quantities("requests.cpu=2"))
                .endSpec()
                .build());
    client
        .resource(quota)
        .editStatus(
            q ->
                new ResourceQuotaBuilder(q)
                    .withNewStatus()
                    .withHard(quantities("requests.cpu=2"))
                    .withUsed(Map.of("requests.cpu", new Quantity("200m")))
                    .endStatus()
                    .build());

    RightSizingPolicyStatus status = run(operator(), policy("p", "{}"));

    assertThat(status.getQuotas().get(0).getProjected()).isEqualTo("2");
    assertThat(status.getQuotas().get(0).getProjectedPercent()).isEqualTo(100);
    assertThat(status.getQuotas().get(0).getShortfall()).isEqualTo("400m");
    assertThat(state(status.getConditions(), "QuotaFits")).isEqualTo("False QuotaConstrained");
    Recommendation grown = recommendation("grow");
    assertThat(grown.getStatus().getQuota().getFits()).isFalse();
    assertThat(grown.getStatus().getQuota().getMessage()).contains("requests.cpu");
    assertThat(state(grown.getStatus().getConditions(), "QuotaFits"))
        .isEqualTo("False QuotaConstrained");
    var cpu = grown.getStatus().getContainers().get(0).getCpu();
    assertThat(cpu.getRecommended().getRequest()).isEqualTo("1");
    assertThat(cpu.getExplanation()).contains("cut to 1 by quota").contains("200m short");
  }

  @Test
  void oneBadWorkloadDoesNotCostTheOthersTheirs() {
    web("a", 0.1, 100);
    web("b", 0.1, 100);
    sources = request -> usage;
    WorkloadSource real = new KubernetesWorkloadSource(client, clock);

    RightSizingPolicyStatus status =
        run(reading(new BrokenWorkloadSource(real, "a")), policy("p", "{}"));

    assertThat(state(status.getConditions(), "Ready")).isEqualTo("True WorkloadFailed");
    assertThat(condition(status.getConditions(), "Ready").getMessage()).contains("Deployment/a");
    assertThat(state(recommendation("b").getStatus().getConditions(), "Ready"))
        .isEqualTo("True Evaluated");
    assertThat(state(recommendation("a").getStatus().getConditions(), "Ready"))
        .isEqualTo("False WorkloadFailed");
  }

  /** A policy of the API server that takes no status of one Recommendation. */
  private ValidatingAdmissionPolicy refusing(String recommendation, String reason) {
    return new ValidatingAdmissionPolicyBuilder()
        .withNewMetadata()
        .withName("refuse-" + namespace)
        .endMetadata()
        .withNewSpec()
        .withNewMatchConstraints()
        .addNewResourceRule()
        .withApiGroups("rightsizing.dev")
        .withApiVersions("v1alpha1")
        .withOperations("CREATE", "UPDATE")
        .withResources("recommendations/status")
        .endResourceRule()
        .endMatchConstraints()
        .addNewValidation()
        .withExpression(
            "request.namespace != '%s' || request.name != '%s'"
                .formatted(namespace, recommendation))
        .withMessage("not this one")
        .withReason(reason)
        .endValidation()
        .endSpec()
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Invalid", "Forbidden", "RequestEntityTooLarge"})
  void aRefusedWriteIsThatWorkloadsFailureAndNobodyElses(String reason) {
    web("a", 0.1, 100);
    web("b", 0.1, 100);
    sources = request -> usage;
    PolicyEvaluation operator = operator();
    RightSizingPolicy policy = policy("p", "{}");
    run(operator, policy);
    Condition before = condition(recommendation("b").getStatus().getConditions(), "Ready");
    var rule = client.resource(refusing("deployment-a", reason)).create();
    var binding =
        client
            .resource(
                new ValidatingAdmissionPolicyBindingBuilder()
                    .withMetadata(new ObjectMetaBuilder().withName("refuse-" + namespace).build())
                    .withNewSpec()
                    .withPolicyName("refuse-" + namespace)
                    .withValidationActions("Deny")
                    .endSpec()
                    .build())
            .create();
    try {
      Awaitility.await("until the API server refuses")
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                // Past the age at which a Recommendation is written without news.
                clock.advance(Duration.ofHours(37));
                return run(operator, policy);
              },
              s -> s.getRecommendations() == 1);

      RightSizingPolicyStatus status = run(operator, policy);

      assertThat(state(status.getConditions(), "Ready")).isEqualTo("True WorkloadFailed");
      assertThat(condition(status.getConditions(), "Ready").getMessage())
          .contains("1 workloads could not be evaluated", "Deployment/a", "not this one");
      assertThat(status.getRecommendations()).isEqualTo(1);
      assertThat(status.getWorkloads()).isEqualTo(2);
      // (1 - 0.12) cores of the one pod of b; those of a, which nobody can read, are not in it.
      assertThat(status.getSavings().getCpu()).isEqualTo("880m");
      assertThat(condition(recommendation("b").getStatus().getConditions(), "Ready"))
          .usingRecursiveComparison()
          .isEqualTo(before);
      assertThat(state(recommendation("b").getStatus().getConditions(), "Stale"))
          .isEqualTo("False Current");
    } finally {
      client.resource(binding).delete();
      client.resource(rule).delete();
    }
  }

  @Test
  void aDeploymentOf257ContainersIsItsOwnFailure() {
    web("good", 0.1, 100);
    Container[] many =
        IntStream.range(0, 257)
            .mapToObj(i -> container("c" + i, "cpu=10m", ""))
            .toArray(Container[]::new);
    objects.deployment("many", 0, pod(many));
    sources = request -> usage;

    RightSizingPolicyStatus status = run(operator(), policy("p", "{}"));

    assertThat(state(status.getConditions(), "Ready")).isEqualTo("True WorkloadFailed");
    assertThat(state(recommendation("good").getStatus().getConditions(), "Ready"))
        .isEqualTo("True Evaluated");
    assertThat(condition(recommendation("many").getStatus().getConditions(), "Ready").getMessage())
        .contains("has 257 containers");
  }

  @Test
  void aFaultInAQuotaCostsNobodyARecommendation() {
    web("a", 0.1, 100);
    sources = request -> usage;
    WorkloadSource real = new KubernetesWorkloadSource(client, clock);

    RightSizingPolicyStatus status =
        run(reading(new BrokenQuotaSource(real, namespace)), policy("p", "{}"));

    assertThat(state(status.getConditions(), "Ready")).isEqualTo("True Evaluated");
    assertThat(status.getQuotas().get(0).getProjected()).isNull();
    var conditions = recommendation("a").getStatus().getConditions();
    assertThat(state(conditions, "Ready")).isEqualTo("True Evaluated");
    assertThat(state(conditions, "QuotaFits")).isEqualTo("False InternalError");
  }

  /** An operator whose view of the cluster makes no sense. */
  private PolicyEvaluation reading(WorkloadSource broken) {
    ReconcileSettings settings =
        new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);
    return new PolicyEvaluation(
        new PolicyEvaluation.Steps(
            new WorkloadSelector(broken, settings),
            new UsageSourceResolver(client, sources),
            new Evaluator(broken, memory(), clock),
            new RecommendationWriter(
                new RecommendationStore(client, settings), new BoundedWrites(threads)),
            new PolicyStatusMapper(usage::metric)),
        new EvaluationReporter(metrics),
        new PolicyEvaluation.Existence(new PolicyLookup(client), id -> {}),
        settings,
        clock);
  }

  @Test
  void isDueOnceTheIntervalIsOverAlsoAfterARestart() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{interval: 1h}");
    assertThat(operator().due(policy)).isZero();
    run(operator(), policy);

    assertThat(operator().due(policy)).isEqualTo(Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(61));
    assertThat(operator().due(policy)).isZero();
  }

  @Test
  void aNamespaceThatIsBeingDeletedDoesNotFailThePolicy() {
    web("a", 0.1, 100);
    RightSizingPolicy policy = policy("p", "{}");
    PolicyEvaluation operator = operator();
    run(operator, policy);
    client.namespaces().withName(namespace).delete();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                client.namespaces().withName(namespace).get() == null
                    || client
                            .namespaces()
                            .withName(namespace)
                            .get()
                            .getMetadata()
                            .getDeletionTimestamp()
                        != null);
    objectsOfANewWorkloadCannotBeMadeAnyMore();

    RightSizingPolicyStatus status = run(operator, policy);

    assertThat(condition(status.getConditions(), "Ready").getStatus())
        .isEqualTo(Condition.Status.True);
  }

  private void objectsOfANewWorkloadCannotBeMadeAnyMore() {
    client.resources(Recommendation.class).inNamespace(namespace).delete();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> recommendations().isEmpty());
  }
}
