// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.api.v1alpha1.recommendation.apply.GuardVerdict;
import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusDigest;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.played.PlayedKubelet;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What passes do to pods and remember of it on a real API server; kubelets are played. */
@ExtendWith(LocalApiServer.Provided.class)
class ApplyCycleIT {
  private static final String BEFORE = "1/2 1Gi/2Gi";
  private static final String DOWN_CPU = "{request: 219m, limit: 438m}";
  private static final String DOWN_MEMORY = "{request: 345Mi, limit: 690Mi}";
  private static final String DOWN = "219m/438m 345Mi/690Mi";

  private AppliedCluster cluster;

  @BeforeEach
  void install(LocalApiServer server) {
    Crds.install(server.client());
    cluster = new AppliedCluster(server);
    cluster.policy("");
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void web(int replicas) {
    cluster.workload("web", replicas);
    cluster.recommend("web", DOWN_CPU, DOWN_MEMORY);
    assertThat(cluster.sizes("web")).containsExactly(BEFORE);
  }

  @Test
  void podsGetSmallerInPlaceAndTheTemplateStays() {
    web(3);

    cluster.until("applied", () -> cluster.state("web").equals("Applied Applied"));

    assertThat(cluster.sizes("web")).containsExactly(DOWN);
    assertThat(cluster.restarts("web")).isZero();
    var template =
        cluster
            .client
            .apps()
            .deployments()
            .inNamespace(cluster.namespace)
            .withName("web")
            .get()
            .getSpec()
            .getTemplate();
    assertThat(template.getSpec().getContainers().get(0).getResources().getRequests().get("cpu"))
        .hasToString("1");
    var apply = cluster.recommendation("web").getStatus().getApply();
    assertThat(apply.getFlight()).isNull();
    assertThat(apply.getInForce().getSizes().get(0).getCpu().getRequest()).isEqualTo("219m");
    assertThat(apply.getHistory())
        .extracting(ChangeRecord::getOutcome)
        .containsExactly(ChangeRecord.Outcome.Applied);
    assertThat(apply.getHistory().get(0).getTo()).contains("219m/438m").contains("345Mi/690Mi");
    assertThat(cluster.events()).contains("Applied").doesNotContain("Undone");
  }

  @Test
  void podsGetLargerInPlace() {
    cluster.workload("web", 2);
    cluster.recommend("web", "{request: 1500m, limit: \"3\"}", "{request: 1536Mi, limit: 3Gi}");

    cluster.until("applied", () -> cluster.state("web").equals("Applied Applied"));

    assertThat(cluster.sizes("web")).containsExactly("1500m/3 1536Mi/3Gi");
    assertThat(cluster.restarts("web")).isZero();
  }

  @Test
  void whatIsNotApprovedIsHeldAndNothingIsWritten() {
    cluster.policy("approval: Required");
    web(2);
    String version = cluster.pods("web").get(0).getMetadata().getResourceVersion();

    cluster.until("judged", () -> !cluster.state("web").isEmpty());

    assertThat(cluster.state("web")).startsWith("Held NotApproved");
    assertThat(cluster.recommendation("web").getStatus().getApply().getVerdicts())
        .extracting(GuardVerdict::getGuard)
        .contains("Approval");
    assertThat(cluster.pods("web").get(0).getMetadata().getResourceVersion()).isEqualTo(version);
    assertThat(cluster.events()).isEmpty();
  }

  @Test
  void anOomKillAfterTheChangeBringsThePreviousSizesBack() {
    web(2);
    cluster.kubelet.answer(
        cluster.pods("web").get(0).getMetadata().getName(), PlayedKubelet.Answer.OOM);
    cluster.kubelet.answer(
        cluster.pods("web").get(1).getMetadata().getName(), PlayedKubelet.Answer.OOM);

    cluster.until("undone", () -> cluster.state("web").startsWith("Undone"));

    assertThat(cluster.sizes("web")).containsExactly(BEFORE);
    var apply = cluster.recommendation("web").getStatus().getApply();
    assertThat(apply.getHistory().get(0).getOutcome()).isEqualTo(ChangeRecord.Outcome.Undone);
    assertThat(apply.getHistory().get(0).getReason()).isEqualTo("ContainerOomKilled");
    assertThat(apply.getUndos()).isEqualTo(1);
    assertThat(apply.getNotBefore()).isNotNull();
    assertThat(cluster.events()).contains("ContainerOomKilled");
  }

  @Test
  void anotherProcessFinishesWhatOneHasOnlyRecorded() {
    web(2);
    cluster.restart(Killed::new);
    cluster.until(
        "recorded",
        () -> {
          var status = cluster.recommendation("web").getStatus();
          return status.getApply() != null && status.getApply().getFlight() != null;
        });
    assertThat(cluster.sizes("web")).containsExactly(BEFORE);

    cluster.restart();

    cluster.until("applied", () -> cluster.state("web").equals("Applied Applied"));
    assertThat(cluster.sizes("web")).containsExactly(DOWN);
    assertThat(cluster.recommendation("web").getStatus().getApply().getHistory()).hasSize(1);
  }

  @Test
  void aPodThatAppearsGetsTheSizeThatTheOthersHave() {
    web(2);
    cluster.until("applied", () -> cluster.state("web").equals("Applied Applied"));

    cluster.client.apps().deployments().inNamespace(cluster.namespace).withName("web").scale(3);
    cluster.play();

    assertThat(cluster.sizes("web")).containsExactlyInAnyOrder(BEFORE, DOWN);
    cluster.until("resized", () -> cluster.sizes("web").equals(List.of(DOWN)));
    assertThat(cluster.pods("web")).hasSize(3);
  }

  @Test
  void theStopSwitchStopsEverythingAndSaysSo() {
    web(2);
    cluster
        .client
        .configMaps()
        .inNamespace(cluster.operatorNamespace)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("rightsizing-stop")
                .endMetadata()
                .build())
        .create();

    ApplyCycle.Outcome outcome = cluster.pass();
    cluster.until("held", () -> cluster.state("web").equals("Held ApplyStopped"));

    assertThat(outcome.stopped()).isPresent();
    assertThat(PolicySummary.of(outcome).reason().text()).isEqualTo("ApplyStopped");
    assertThat(cluster.sizes("web")).containsExactly(BEFORE);
    cluster
        .client
        .configMaps()
        .inNamespace(cluster.operatorNamespace)
        .withName("rightsizing-stop")
        .delete();
    cluster.until("applied", () -> cluster.state("web").equals("Applied Applied"));
  }

  @Test
  void aPolicyThatIsDeletedInMidFlightLeavesNoHalfAppliedWorkload() {
    web(3);
    cluster.pods("web").stream()
        .skip(1)
        .forEach(
            pod -> cluster.kubelet.answer(pod.getMetadata().getName(), PlayedKubelet.Answer.NEVER));
    cluster.until("in flight", () -> cluster.sizes("web").size() > 1);
    var policy = cluster.policy();
    cluster.kubelet.heal();
    cluster.client.resource(policy).delete();
    cluster.restart();
    var id = new Policy.Id(cluster.namespace, "p");

    Optional<Duration> again = Optional.of(Duration.ZERO);
    for (int i = 0; i < 60 && again.isPresent(); i++) {
      again = cluster.operator().interruptions.land(id, List.of(cluster.recommendation("web")));
      cluster.play();
      cluster.clock.advance(Duration.ofSeconds(10));
      settle();
    }

    assertThat(again).isEmpty();
    assertThat(cluster.sizes("web")).containsExactly(BEFORE);
    assertThat(cluster.recommendation("web").getStatus().getApply().getFlight()).isNull();
  }

  /** Watches need a moment of real time. */
  private static void settle() {
    Awaitility.await().pollDelay(Duration.ofMillis(150)).until(() -> true);
  }

  @Test
  void aPassWithoutNewsWritesNothing() {
    cluster.policy("approval: Required");
    web(2);
    cluster.until("judged", () -> !cluster.state("web").isEmpty());
    settle();
    cluster.pass();
    String version = cluster.recommendation("web").getMetadata().getResourceVersion();

    cluster.clock.advance(Duration.ofSeconds(10));
    cluster.pass();

    assertThat(cluster.recommendation("web").getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void evaluationsAndPassesWriteBesideOneAnother() {
    web(1);
    cluster.until("applied", () -> cluster.state("web").equals("Applied Applied"));

    cluster.recommend("web", DOWN_CPU, DOWN_MEMORY);

    RecommendationStatus status = cluster.recommendation("web").getStatus();
    assertThat(status.getApply()).isNotNull();
    assertThat(status.getConditions())
        .extracting(c -> c.getType() + " " + c.getStatus())
        .contains("Applied True", "AtRisk False");
    RecommendationStatus bare = cluster.recommendation("web").getStatus();
    bare.setApply(null);
    bare.setConditions(
        bare.getConditions().stream().filter(c -> !c.getType().equals("Applied")).toList());
    assertThat(StatusDigest.ofEvaluation(status).differs(StatusDigest.ofEvaluation(bare)))
        .as("a change is no news for evaluations")
        .isFalse();
    assertThat(cluster.recommendation("web").getMetadata().getManagedFields())
        .filteredOn(e -> e.getFieldsV1().getAdditionalProperties().toString().contains("f:apply="))
        .extracting(ManagedFieldsEntry::getManager)
        .containsOnly(ApplyStore.FIELD_MANAGER)
        .doesNotContain(RecommendationStore.FIELD_MANAGER);
  }

  /** A process that is killed right before its first write to the cluster. */
  private record Killed(Actuator actuator) implements Actuator {
    private static ActOutcome never() {
      return new ActOutcome.Retry(Reason.KUBERNETES_UNREACHABLE, "the process was killed");
    }

    @Override
    public ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by) {
      return never();
    }

    @Override
    public ActOutcome template(
        WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by) {
      return never();
    }

    @Override
    public ActOutcome target(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by) {
      return never();
    }

    @Override
    public Optional<ActOutcome> probe(
        WorkloadRef ref,
        ApplyStrategy strategy,
        Optional<LivePod> pod,
        List<SizeStep> steps,
        ApplySettings settings) {
      return actuator.probe(ref, strategy, pod, steps, settings);
    }
  }
}
