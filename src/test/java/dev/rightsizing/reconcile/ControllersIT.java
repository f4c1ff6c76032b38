// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.testkit.ApiServerFaults;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.risk.RiskMetric;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both controllers under the operator SDK on a real API server, while policies go, come back and
 * change, and while the API server takes no status or is away.
 */
@ExtendWith(LocalApiServer.Provided.class)
class ControllersIT {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:00Z");
  private static final double MIB = 1024 * 1024;
  private static final String POLICY_STATUS = "/rightsizingpolicies/p/status";

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource usage = new FakeUsageSource();
  private final AtomicInteger connections = new AtomicInteger();
  private KubernetesClient client;
  private ApiServerFaults faults;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    faults = new ApiServerFaults(server.config());
    Crds.install(client);
    eventually()
        .ignoreExceptions()
        .until(
            () ->
                client.resources(RightSizingPolicy.class).inAnyNamespace().list() != null
                    && client.resources(Recommendation.class).inAnyNamespace().list() != null);
    namespace = server.newNamespace("controllers");
    objects = new KubernetesObjects(client, namespace);
  }

  @AfterEach
  void stop() {
    faults.client().close();
  }

  private OperatorUnderTest operator() {
    return operator(request -> usage);
  }

  private OperatorUnderTest operator(UsageSources sources) {
    return new OperatorUnderTest(
        faults.client(),
        namespace,
        request -> {
          connections.incrementAndGet();
          return sources.source(request);
        },
        clock);
  }

  private void web(String name) {
    Deployment deployment =
        objects.deployment(name, 1, pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=1Gi")));
    var spec = deployment.getSpec().getTemplate().getSpec();
    var set = objects.replicaSetOf(deployment, name + "-5f6d", spec);
    objects.runningPodOf(set, name + "-5f6d-x1", "n1", spec);
    usage.cpu(namespace, name + "-5f6d-x1", "app", t -> 0.1);
    usage.memory(namespace, name + "-5f6d-x1", "app", t -> 100 * MIB);
    usage.risk(RiskMetric.PERIODS, namespace, name + "-5f6d-x1", "app", t -> 5);
    usage.risk(RiskMetric.THROTTLED_SECONDS, namespace, name + "-5f6d-x1", "app", t -> 0);
  }

  private RightSizingPolicy policy(String spec) {
    return client
        .resource(
            Serialization.unmarshal(
                "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p,"
                    + " namespace: "
                    + namespace
                    + "}\nspec: "
                    + spec,
                RightSizingPolicy.class))
        .forceConflicts()
        .serverSideApply();
  }

  private RightSizingPolicy policy() {
    return client.resources(RightSizingPolicy.class).inNamespace(namespace).withName("p").get();
  }

  private List<Recommendation> recommendations() {
    return client.resources(Recommendation.class).inNamespace(namespace).list().getItems();
  }

  private Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .get();
  }

  private static String condition(List<Condition> conditions, String type) {
    return conditions == null
        ? ""
        : conditions.stream()
            .filter(c -> c.getType().equals(type))
            .map(c -> c.getStatus() + " " + c.getReason())
            .findFirst()
            .orElse("");
  }

  private boolean isReady() {
    RightSizingPolicy now = policy();
    return now != null
        && now.getStatus() != null
        && condition(now.getStatus().getConditions(), "Ready").equals("True Evaluated");
  }

  private boolean isAnotherThan(String uid) {
    RightSizingPolicy now = policy();
    return now != null && !now.getMetadata().getUid().equals(uid);
  }

  private String risk(String name) {
    Recommendation now = recommendation(name);
    return now == null || now.getStatus() == null
        ? ""
        : condition(now.getStatus().getConditions(), "AtRisk");
  }

  private void delete() {
    client.resource(policy()).delete();
    eventually().until(() -> policy() == null);
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
  }

  @Test
  void twoControllersWorkOnOneResource() {
    web("a");
    try (OperatorUnderTest operator = operator().start()) {
      policy("{}");

      eventually().until(this::isReady);
      eventually().until(() -> risk("a").equals("False NoRisk"));

      assertThat(
              MetricValues.sum(
                  operator.registry, "rightsizing_controller_reconciliations", "policy"))
          .isPositive();
      assertThat(
              MetricValues.sum(operator.registry, "rightsizing_controller_reconciliations", "risk"))
          .isPositive();
    }
  }

  @Test
  void riskIsNotMonitoredWhileThePolicyIsSuspended() {
    web("a");
    try (OperatorUnderTest operator = operator().start()) {
      policy("{}");
      eventually().until(() -> risk("a").equals("False NoRisk"));

      policy("{suspend: true}");

      eventually().until(() -> risk("a").equals("Unknown RiskNotWatched"));
      policy("{suspend: false}");
      eventually().until(() -> risk("a").equals("False NoRisk"));
    }
  }

  @Test
  void aPolicyThatIsDeletedBeforeItsEvaluationWritesLeavesNothingBehind() {
    web("a");
    UsageSources deleting =
        request -> {
          delete();
          return usage;
        };
    try (OperatorUnderTest operator = operator(deleting)) {
      RightSizingPolicy policy = policy("{}");

      PolicyEvaluation.Result result = operator.evaluation.run(policy, List.of(policy));

      assertThat(result.status()).isEmpty();
      assertThat(recommendations()).isEmpty();
      assertThat(operator.metric("rightsizing_policies")).isZero();
    }
  }

  @Test
  void aPolicyThatIsDeletedWhileItsEvaluationWritesLeavesNothingBehind() {
    web("a");
    web("b");
    faults.before(
        request -> request.startsWith("PATCH ") && request.contains("/recommendations/"),
        this::delete);
    try (OperatorUnderTest operator = operator().start()) {
      policy("{}");

      eventually().until(() -> policy() == null && connections.get() > 0);
      eventually().until(() -> recommendations().isEmpty());
      eventually().until(() -> operator.metric("rightsizing_controller_active") == 0);
      eventually()
          .untilAsserted(
              () -> {
                assertThat(recommendations()).isEmpty();
                assertThat(operator.metric("rightsizing_policies")).isZero();
                assertThat(operator.runs.risks().overdue()).isZero();
              });
    }
  }

  @Test
  void aPolicyThatIsReplacedWhileItIsEvaluatedEndsWithItsRecommendationsAndDecisions() {
    web("a");
    web("b");
    AtomicInteger replaced = new AtomicInteger();
    UsageSources replacing =
        request -> {
          if (replaced.get() == 1 && connections.get() > 1) {
            replaced.incrementAndGet();
            delete();
            policy("{interval: 2h}");
          }
          return usage;
        };
    try (OperatorUnderTest operator = operator(replacing).start()) {
      policy("{}");
      eventually().until(this::isReady);
      Recommendation approved =
          client
              .resource(recommendation("a"))
              .patch(
                  new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build(),
                  "{\"spec\":{\"decision\":\"Approved\"}}");
      String before = policy().getMetadata().getUid();

      replaced.set(1);
      policy("{interval: 3h}");

      eventually().until(() -> isAnotherThan(before));
      eventually().until(this::isReady);
      assertThat(policy().getStatus().getRecommendations()).isEqualTo(2);
      eventually().until(() -> operator.metric("rightsizing_controller_active") == 0);
      assertThat(recommendations()).hasSize(2);
      assertThat(recommendation("a").getSpec().getDecision()).isEqualTo(Decision.Approved);
      assertThat(recommendation("a").getMetadata().getUid())
          .isEqualTo(approved.getMetadata().getUid());
    }
  }

  @Test
  void aStatusThatIsRefusedIsWrittenAgainWithoutAnotherEvaluation() {
    web("a");
    faults.refuse(request -> request.endsWith(POLICY_STATUS));
    try (OperatorUnderTest operator = operator().start()) {
      policy("{risk: {interval: 1h}}");
      eventually().until(() -> operator.metric("rightsizing_status_writes_refused") >= 4);
      assertThat(risk("a")).isNotNull();
      int asked = usage.queries().size();
      assertThat(operator.metric("rightsizing_evaluations")).isEqualTo(1);

      faults.recover();

      eventually().until(this::isReady);
      assertThat(operator.metric("rightsizing_evaluations")).isEqualTo(1);
      assertThat(usage.queries()).hasSize(asked);
    }
  }

  @Test
  void aChangeOfThePolicyIsSeenWhileItsStatusIsRefused() {
    web("a");
    faults.refuse(request -> request.endsWith(POLICY_STATUS));
    try (OperatorUnderTest operator = operator().start()) {
      policy("{}");
      eventually().until(() -> operator.metric("rightsizing_status_writes_refused") >= 2);

      policy("{interval: 2h}");

      eventually().until(() -> operator.metric("rightsizing_evaluations") == 2);
      faults.recover();
      eventually().until(this::isReady);
      assertThat(policy().getStatus().getObservedGeneration())
          .isEqualTo(policy().getMetadata().getGeneration());
    }
  }

  @Test
  void bothControllersGoOnAfterAnOutageOfTheApiServer() {
    web("a");
    try (OperatorUnderTest operator = operator().start()) {
      policy("{interval: 1m, risk: {interval: 30s}}");
      eventually().until(this::isReady);
      eventually().until(() -> risk("a").equals("False NoRisk"));
      web("b");

      faults.refuse(request -> true);
      clock.advance(Duration.ofMinutes(2));
      policy("{interval: 2m, risk: {interval: 31s}}");
      int before = faults.refusals();
      eventually().until(() -> faults.refusals() > before + 5);
      faults.recover();

      eventually().until(() -> risk("b").equals("False NoRisk"));
      eventually().until(this::isReady);
      assertThat(operator.runs.evaluations().isStuck(Duration.ofMinutes(30))).isFalse();
    }
  }

  @Test
  void anErrorEndsOneRunAndNotThePolicy() {
    web("a");
    AtomicInteger calls = new AtomicInteger();
    UsageSources failing =
        request -> {
          // The first evaluation, and the first risk evaluation with something to assess.
          int call = calls.incrementAndGet();
          if (call == 1 || call == 3) {
            throw new StackOverflowError("for a test");
          }
          return usage;
        };
    try (OperatorUnderTest operator = operator(failing).start()) {
      policy("{}");
      eventually()
          .until(
              () ->
                  policy().getStatus() != null
                      && condition(policy().getStatus().getConditions(), "Ready")
                          .equals("False InternalError"));

      policy("{interval: 2h}");

      eventually().until(this::isReady);
      eventually().until(() -> calls.get() >= 3);
      policy("{interval: 3h}");
      eventually().until(() -> risk("a").equals("False NoRisk"));
    }
  }

  @Test
  void aPolicyIsNeverEvaluatedTwiceAtTheSameTimeAlsoWhenItIsMadeAnew() {
    web("a");
    AtomicReference<OperatorUnderTest> running = new AtomicReference<>();
    AtomicInteger meanwhile = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    UsageSources slow =
        request -> {
          if (calls.incrementAndGet() == 1) {
            delete();
            policy("{interval: 2h}");
            // The run for the new policy has begun and ended, or evaluates beside this one.
            eventually().until(() -> calls.get() > 1 || ended(running.get()) > 0);
            meanwhile.set(calls.get());
          }
          return usage;
        };
    try (OperatorUnderTest operator = operator(slow)) {
      running.set(operator);
      policy("{}");
      operator.start();

      eventually().until(this::isReady);
      assertThat(meanwhile).hasValue(1);
      assertThat(policy().getSpec().getInterval()).isEqualTo("2h");
      assertThat(operator.metric("rightsizing_evaluations")).isEqualTo(1);
    }
  }

  private static double ended(OperatorUnderTest operator) {
    return MetricValues.sum(
        operator.registry, "rightsizing_controller_reconciliations", "policy", "succeeded");
  }
}
