// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.QuotaLine;
import dev.rightsizing.api.v1alpha1.policy.QuotaRisk;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The quota watch on a real API server, which has no controller that counts: the tests do. */
@ExtendWith(LocalApiServer.Provided.class)
class QuotaRiskEvaluationIT {
  private static final ReconcileSettings SETTINGS =
      new ReconcileSettings("rightsizing-system", Set.of(), Duration.ofMinutes(1), 4);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:20:00Z"));
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RiskMetrics metrics = new RiskMetrics(registry);
  private KubernetesClient client;
  private KubernetesClient teller;
  private WorkloadSource workloads;
  private String namespace;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    teller = client;
    Crds.install(client);
    workloads = new KubernetesWorkloadSource(client, clock);
    namespace = server.newNamespace("quota");
  }

  /** A new one knows nothing of the one before, as after a restart. */
  private QuotaRiskEvaluation watch() {
    return new QuotaRiskEvaluation(
        new QuotaStore(client, SETTINGS),
        new EventPublisher(teller, "it", EventListener.NONE),
        metrics);
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

  private ResourceQuota quota(String hard) {
    return client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("compute")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withHard(quantities(hard))
                .endSpec()
                .build())
        .create();
  }

  private void counted(String hard, String used) {
    client
        .resourceQuotas()
        .inNamespace(namespace)
        .withName("compute")
        .editStatus(
            quota ->
                new ResourceQuotaBuilder(quota)
                    .withNewStatus()
                    .withHard(quantities(hard))
                    .withUsed(quantities(used))
                    .endStatus()
                    .build());
  }

  private void ticks(QuotaRiskEvaluation watch, RightSizingPolicy policy, int minutes)
      throws Exception {
    for (int i = 0; i < minutes; i++) {
      clock.advance(Duration.ofMinutes(1));
      look(watch, policy);
    }
  }

  private void look(QuotaRiskEvaluation watch, RightSizingPolicy policy) throws Exception {
    Policy view = new PolicyReader().read(policy);
    Set<String> read = Set.of(namespace);
    watch.run(view, read, workloads.view(read).quotaUses(), clock.instant());
  }

  private RightSizingPolicy now(String name) {
    return client.resources(RightSizingPolicy.class).inNamespace(namespace).withName(name).get();
  }

  private List<QuotaRisk> risks(String name) {
    RightSizingPolicyStatus status = now(name).getStatus();
    return status == null || status.getQuotaRisks() == null ? List.of() : status.getQuotaRisks();
  }

  private List<Event> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems();
  }

  @Test
  void eachCrossingIsOneEventOnTheQuotaAlsoWithARestartEachMinute() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    ResourceQuota quota = quota("requests.cpu=20");
    for (String used : List.of("10", "16500m", "18500m", "10")) {
      counted("requests.cpu=20", "requests.cpu=" + used);
      for (int i = 0; i < 8; i++) {
        ticks(watch(), policy, 1);
      }
    }

    assertThat(events())
        .extracting(e -> e.getType() + " " + e.getReason())
        .containsExactlyInAnyOrder(
            "Warning QuotaWarning", "Warning QuotaCritical", "Normal QuotaCleared");
    assertThat(events())
        .allSatisfy(
            event -> {
              assertThat(event.getRegarding().getKind()).isEqualTo("ResourceQuota");
              assertThat(event.getRegarding().getUid()).isEqualTo(quota.getMetadata().getUid());
              assertThat(event.getRegarding().getFieldPath()).isEqualTo("spec.hard[requests.cpu]");
              assertThat(event.getRelated().getName()).isEqualTo("p");
              assertThat(event.getSeries()).isNull();
            });
    assertThat(events())
        .filteredOn(e -> e.getReason().equals("QuotaCritical"))
        .singleElement()
        .extracting(Event::getNote)
        .asString()
        .startsWith(
            "requests.cpu of quota "
                + namespace
                + "/compute: 18500m of 20 used (92 %) since 2026-03-04T10:");
    assertThat(risks("p").get(0).getLevel()).hasToString("None");
  }

  @Test
  void writesOnlyWhatChanged() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    quota("requests.cpu=20,pods=10");
    counted("requests.cpu=20,pods=10", "requests.cpu=19,pods=3");
    QuotaRiskEvaluation watch = watch();
    ticks(watch, policy, 8);
    String version = now("p").getMetadata().getResourceVersion();

    ticks(watch, policy, 20);

    assertThat(now("p").getMetadata().getResourceVersion()).isEqualTo(version);
    assertThat(risks("p"))
        .extracting(QuotaRisk::getResource)
        .containsExactly("pods", "requests.cpu");
  }

  @Test
  void countsOfObjectsAndScopedQuotasAreWatchedToo() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("compute")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withHard(quantities("pods=10"))
                .withScopes("BestEffort")
                .endSpec()
                .build())
        .create();
    counted("pods=10,count/secrets=4", "pods=9,count/secrets=4");
    ticks(watch(), policy, 8);

    assertThat(events())
        .extracting(e -> e.getReason() + " " + e.getRegarding().getFieldPath())
        .containsExactlyInAnyOrder(
            "QuotaCritical spec.hard[pods]", "QuotaEmergency spec.hard[count/secrets]");
  }

  @Test
  void twoPoliciesOverOneNamespaceAreOneEventEach() throws Exception {
    RightSizingPolicy one = policy("one", "{}");
    RightSizingPolicy two = policy("two", "{risk: {interval: 2m}}");
    quota("requests.cpu=20");
    QuotaRiskEvaluation watch = watch();
    for (String used : List.of("18500m", "10")) {
      counted("requests.cpu=20", "requests.cpu=" + used);
      for (int i = 0; i < 16; i++) {
        clock.advance(Duration.ofSeconds(37));
        look(i % 2 == 0 ? watch : watch(), one);
        clock.advance(Duration.ofSeconds(23));
        look(i % 3 == 0 ? watch() : watch, two);
      }
    }

    assertThat(events())
        .extracting(Event::getReason)
        .containsExactlyInAnyOrder("QuotaCritical", "QuotaCleared");
    assertThat(events()).allMatch(event -> event.getSeries() == null);
  }

  @Test
  void whatASuspendedPolicyRemembersSilencesNobody() throws Exception {
    RightSizingPolicy one = policy("one", "{}");
    RightSizingPolicy two = policy("two", "{}");
    quota("requests.cpu=20");
    counted("requests.cpu=20", "requests.cpu=19");
    ticks(watch(), one, 7);
    assertThat(events()).hasSize(1);
    policy("one", "{suspend: true}");

    clock.advance(Duration.ofDays(1));
    ticks(watch(), two, 8);

    assertThat(events()).hasSize(2);
  }

  @Test
  void aQuotaThatIsDeletedAtRiskIsToldOnce() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    ResourceQuota quota = quota("requests.cpu=20");
    counted("requests.cpu=20", "requests.cpu=19");
    ticks(watch(), policy, 8);
    client.resource(quota).delete();
    ticks(watch(), policy, 1);
    ticks(watch(), policy, 5);

    assertThat(events())
        .filteredOn(e -> e.getReason().equals("QuotaCleared"))
        .singleElement()
        .matches(
            e -> e.getNote().equals("requests.cpu of quota " + namespace + "/compute is gone"));
    assertThat(risks("p")).isEmpty();
  }

  @Test
  void whatIsNotCountedYetIsUnknownAndNoRisk() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    quota("requests.cpu=20");
    ticks(watch(), policy, 8);

    assertThat(events()).isEmpty();
    assertThat(gauge("Unknown")).isEqualTo(1);
    counted("requests.cpu=20", "requests.cpu=19");
    ticks(watch(), policy, 8);
    assertThat(gauge("Unknown")).isZero();
    assertThat(gauge("Emergency")).isEqualTo(1);
  }

  private double gauge(String level) {
    return registry.scrape(name -> name.equals("rightsizing_quota_lines")).stream()
        .flatMap(snapshot -> ((GaugeSnapshot) snapshot).getDataPoints().stream())
        .filter(point -> level.equals(point.getLabels().get("level")))
        .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void tellsNothingWhereEventsAreOffOrRefused(LocalApiServer server) throws Exception {
    RightSizingPolicy policy = policy("p", "{risk: {events: false}}");
    quota("requests.cpu=20");
    counted("requests.cpu=20", "requests.cpu=18");
    ticks(watch(), policy, 8);
    assertThat(events()).isEmpty();
    try (KubernetesClient nobody = server.clientAs("nobody")) {
      teller = nobody;
      RightSizingPolicy told = policy("p", "{risk: {events: true}}");
      counted("requests.cpu=20", "requests.cpu=20");
      ticks(watch(), told, 8);
    }

    assertThat(events()).isEmpty();
    assertThat(risks("p").get(0).getLevel()).hasToString("Emergency");
  }

  @Test
  void tellsWhatTheRecommendationsWouldFreeAndWhenItIsUsedUp() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    quota("requests.cpu=20");
    RightSizingPolicyStatus evaluated = new RightSizingPolicyStatus();
    QuotaLine line = new QuotaLine();
    line.setNamespace(namespace);
    line.setName("compute");
    line.setResource("requests.cpu");
    line.setHard("20");
    line.setUsed("16500m");
    line.setProjected("7800m");
    evaluated.setQuotas(List.of(line));
    RightSizingPolicy update = now("p");
    update.getMetadata().setManagedFields(null);
    update.getMetadata().setResourceVersion(null);
    update.setStatus(evaluated);
    client
        .resource(update)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("policy")
                .withForce(true)
                .build());
    for (int day = 0; day < 10; day++) {
      counted("requests.cpu=20", "requests.cpu=" + (9000 + 800 * day) + "m");
      clock.advance(Duration.ofDays(1));
      look(watch(), policy);
    }
    counted("requests.cpu=20", "requests.cpu=16500m");
    ticks(watch(), policy, 8);

    assertThat(events())
        .filteredOn(e -> e.getReason().equals("QuotaWarning"))
        .singleElement()
        .extracting(Event::getNote)
        .asString()
        .contains("16500m of 20 used (82 %)")
        .contains("at the trend of the last days it is used up in 4d")
        .endsWith("; the Recommendations here would free 8700m");
    assertThat(now("p").getStatus().getQuotas()).hasSize(1);
    assertThat(now("p").getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .contains("policy", QuotaStore.FIELD_MANAGER);
  }

  @Test
  void aPolicyThatIsGoneIsNoFault() throws Exception {
    RightSizingPolicy policy = policy("p", "{}");
    quota("requests.cpu=20");
    client.resource(policy).delete();

    ticks(watch(), policy, 2);

    assertThat(events()).isEmpty();
  }
}
