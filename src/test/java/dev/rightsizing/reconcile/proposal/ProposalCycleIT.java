// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusDigest;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.StopSwitch;
import dev.rightsizing.telemetry.ProposalMetrics;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.workload.GitOpsSources;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pass reads from and writes to a real API server; Git is a fake. */
@ExtendWith(LocalApiServer.Provided.class)
class ProposalCycleIT {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final FakeEngine engine = new FakeEngine(clock);
  private KubernetesClient client;
  private Kubectl kubectl;
  private String namespace;
  private String operator;
  private ProposalCycle cycle;
  private Withdrawals withdrawals;

  @BeforeEach
  void install(LocalApiServer server) {
    client = server.client();
    kubectl = new Kubectl(server);
    Crds.install(client);
    namespace = server.newNamespace("propose");
    operator = server.newNamespace("operator");
    ReconcileSettings settings =
        new ReconcileSettings(operator, Set.of(namespace), Duration.ofSeconds(2), 2);
    ProposalReporter reporter = new ProposalReporter(new ProposalMetrics(new PrometheusRegistry()));
    ProposalCycle.Parts parts =
        new ProposalCycle.Parts(
            new GitStop(new StopSwitch(client, operator)),
            new SecretCredentials(client),
            new ProposalCycle.Cluster(
                new RecommendationStore(client, settings),
                new KubernetesWorkloadSource(client, clock),
                () -> GitOpsSources.NONE),
            change -> new DryRun.Accepted(),
            engine,
            new ProposalStore(
                new StatusWriter(client, ProposalStore.FIELD_MANAGER), new BoundedWrites(threads)),
            new EventPublisher(client, "it", EventListener.NONE),
            Optional.empty());
    cycle = new ProposalCycle(parts, reporter, clock);
    withdrawals = new Withdrawals(parts, reporter);
    apply(
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: RightSizingPolicy
        metadata: {name: p}
        spec:
          mode: Propose
          git: {repository: "https://git.example.com/shop/deploy.git", authSecret: {name: git}}
        """);
    client
        .secrets()
        .inNamespace(namespace)
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("git")
                .endMetadata()
                .addToStringData("password", "hidden-token")
                .build())
        .create();
    workload("a");
    workload("b");
    evaluated();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void apply(String manifest) {
    Kubectl.Result result =
        kubectl.run(manifest, "-n", namespace, "apply", "--server-side", "-f", "-");
    assertThat(result.status()).as(result.output()).isZero();
  }

  private void workload(String name) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, labels: {tier: web}}
        spec:
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: app, image: x, resources: {requests: {cpu: "1"}}}]}
        ---
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata:
          name: deployment-%1$s
          labels: {rightsizing.dev/policy: p, rightsizing.dev/policy-namespace: %2$s}
        spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}}
        """
            .formatted(name, namespace));
    figures(name, "");
  }

  /** What an evaluation writes. */
  private void figures(String name, String more) {
    new StatusWriter(client, RecommendationStore.FIELD_MANAGER)
        .status(
            recommendation(name),
            io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
                """
                confidence: {level: High}
                containers:
                - name: app
                  role: Main
                  cpu:
                    current: {request: "1"}
                    recommended: {request: 219m}
                    verdict: OverProvisioned
                """
                    + more,
                RecommendationStatus.class));
  }

  private void evaluated() {
    RightSizingPolicyStatus status = new RightSizingPolicyStatus();
    status.setObservedGeneration(policy().getMetadata().getGeneration());
    Condition ready = new Condition();
    ready.setType("Ready");
    ready.setStatus(Condition.Status.True);
    ready.setReason("Evaluated");
    ready.setMessage("");
    ready.setLastTransitionTime("2026-11-29T12:00:00Z");
    status.setConditions(List.of(ready));
    new StatusWriter(client, RecommendationStore.FIELD_MANAGER).status(policy(), status);
  }

  private ProposalCycle.Outcome run() throws Exception {
    RightSizingPolicy policy = policy();
    return cycle.run(policy, new PolicyReader().read(policy));
  }

  private RightSizingPolicy policy() {
    return client.resources(RightSizingPolicy.class).inNamespace(namespace).withName("p").require();
  }

  private Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .require();
  }

  private WorkloadRef ref(String name) {
    return new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, name);
  }

  private List<String> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }

  private static Map<String, String> managers(List<ManagedFieldsEntry> fields, String part) {
    return fields.stream()
        .filter(e -> "status".equals(e.getSubresource()))
        .filter(e -> e.getFieldsV1().getAdditionalProperties().toString().contains(part))
        .collect(
            java.util.stream.Collectors.toMap(
                ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation));
  }

  @Test
  void whatBecameOfAPassIsInStatusAndOneEvent() throws Exception {
    ProposalCycle.Outcome outcome = run();

    assertThat(outcome.blocked()).isFalse();
    assertThat(engine.orders.get(0).wanted())
        .extracting(ProposedChange::ref)
        .containsExactlyInAnyOrder(ref("a"), ref("b"));
    assertThat(engine.orders.get(0).wanted().get(0).labels()).containsEntry("tier", "web");
    assertThat(engine.orders.get(0).credentials().text("password")).contains("hidden-token");
    RightSizingPolicyStatus status = policy().getStatus();
    assertThat(status.getProposal().getState().name()).isEqualTo("Open");
    assertThat(status.getProposal().getWorkloads()).isEqualTo(2);
    assertThat(status.getConditions())
        .extracting(c -> c.getType() + " " + c.getStatus() + " " + c.getReason())
        .containsExactlyInAnyOrder("Proposed True Proposed", "Ready True Evaluated");
    assertThat(recommendation("a").getStatus().getProposal().getFile()).isEqualTo("a.yaml");
    assertThat(recommendation("a").getStatus().getProposal().getProposed()).hasSize(2);
    assertThat(events()).containsExactly("Proposed");
  }

  @Test
  void aPassWithoutNewsWritesNothingAndRemembersWhatTheLastOneSaid() throws Exception {
    run();
    String policy = policy().getMetadata().getResourceVersion();
    String recommendation = recommendation("a").getMetadata().getResourceVersion();
    clock.advance(Duration.ofMinutes(5));

    run();

    assertThat(policy().getMetadata().getResourceVersion()).isEqualTo(policy);
    assertThat(recommendation("a").getMetadata().getResourceVersion()).isEqualTo(recommendation);
    assertThat(engine.orders.get(1).requests()).isEqualTo(engine.requests);
    assertThat(engine.orders.get(1).remembered()).containsKeys(ref("a"), ref("b"));
    assertThat(events()).hasSize(1);
  }

  @Test
  void evaluationsAndProposalsWriteBesideOneAnother() throws Exception {
    run();

    figures("a", "replicas: 7\n");
    evaluated();

    assertThat(recommendation("a").getStatus().getProposal()).isNotNull();
    assertThat(recommendation("a").getStatus().getReplicas()).isEqualTo(7);
    assertThat(policy().getStatus().getProposal()).isNotNull();
    assertThat(managers(recommendation("a").getMetadata().getManagedFields(), "f:proposal"))
        .containsOnlyKeys(ProposalStore.FIELD_MANAGER);
    assertThat(managers(policy().getMetadata().getManagedFields(), "f:proposal"))
        .containsOnlyKeys(ProposalStore.FIELD_MANAGER);
    RecommendationStatus proposed = recommendation("a").getStatus();
    RecommendationStatus bare = recommendation("a").getStatus();
    bare.setProposal(null);
    assertThat(StatusDigest.ofEvaluation(proposed).differs(StatusDigest.ofEvaluation(bare)))
        .as("a proposal is no news for evaluations")
        .isFalse();
  }

  @Test
  void decisionsOfPeopleGoAlong() throws Exception {
    kubectl.run(
        "",
        "-n",
        namespace,
        "patch",
        "recommendation",
        "deployment-a",
        "--type=merge",
        "-p",
        "{\"spec\": {\"decision\": \"Rejected\"}}");

    run();

    assertThat(engine.orders.get(0).rejected()).containsExactly(ref("a"));
  }

  @Test
  void theStopSwitchBlocksWithoutACallOfGitUntilItIsGone() throws Exception {
    run();
    var stop =
        new ConfigMapBuilder().withNewMetadata().withName("rightsizing-stop").endMetadata().build();
    client.configMaps().inNamespace(operator).resource(stop).create();

    ProposalCycle.Outcome outcome = run();

    assertThat(outcome.blocked()).as("no reason to wait longer").isFalse();
    assertThat(engine.orders).hasSize(1);
    assertThat(policy().getStatus().getProposal().getReason()).isEqualTo("GitStopped");
    assertThat(policy().getStatus().getProposal().getUrl()).isNotNull();
    assertThat(recommendation("a").getStatus().getProposal().getState().name()).isEqualTo("Open");
    client.configMaps().inNamespace(operator).resource(stop).delete();
    run();
    assertThat(policy().getStatus().getProposal().getState().name()).isEqualTo("Open");
  }

  @Test
  void aMissingSecretIsSaidAndNothingIsSent() throws Exception {
    client.secrets().inNamespace(namespace).withName("git").delete();

    run();

    assertThat(engine.orders).isEmpty();
    assertThat(policy().getStatus().getProposal().getReason()).isEqualTo("AuthSecretMissing");
    assertThat(policy().getStatus().getProposal().getMessage())
        .contains(namespace + "/git")
        .contains("create it");
    assertThat(events()).containsExactly("AuthSecretMissing");
  }

  @Test
  void anOutageOfPrometheusKeepsWhatIsInARequestAndAddsNothing() throws Exception {
    engine.only(ref("a"));
    run();
    String stale =
        "conditions: [{type: Stale, status: 'True', reason: SourceTimeout, message: no answer,"
            + " lastTransitionTime: '2026-11-29T12:00:00Z'}]\n";
    figures("a", stale);
    figures("b", stale);

    run();

    assertThat(engine.orders.get(1).wanted())
        .extracting(ProposedChange::ref)
        .containsExactly(ref("a"));
    assertThat(engine.orders.get(1).left())
        .extracting(l -> l.reason())
        .containsExactly(Reason.STALE);
    assertThat(recommendation("b").getStatus().getProposal().getReason()).isEqualTo("Stale");
  }

  @Test
  void aPolicyThatIsNotEvaluatedYetWaits() throws Exception {
    apply(
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: RightSizingPolicy
        metadata: {name: p}
        spec:
          mode: Propose
          interval: 2h
          git: {repository: "https://git.example.com/shop/deploy.git", authSecret: {name: git}}
        """);

    assertThat(run()).isEqualTo(ProposalCycle.Outcome.WAITING);
    assertThat(engine.orders).isEmpty();
  }

  @Test
  void aClosedRequestIsTheStateOfAllItHeldAndAnEvent() throws Exception {
    run();
    engine.state = ProposalState.CLOSED;
    clock.advance(Duration.ofMinutes(5));

    run();

    assertThat(policy().getStatus().getProposal().getState().name()).isEqualTo("Closed");
    assertThat(recommendation("b").getStatus().getProposal().getSince())
        .isEqualTo("2026-11-29T12:05:00Z");
    assertThat(events()).containsExactlyInAnyOrder("Proposed", "ClosedByHand");
  }

  @Test
  void aPolicyThatNoLongerProposesTakesItsRequestsAndStatusBack() throws Exception {
    run();
    RightSizingPolicy policy = policy();

    withdrawals.stopped(policy, new PolicyReader().read(policy).git());

    assertThat(engine.withdrawn).hasSize(1);
    assertThat(engine.withdrawn.get(0).requests()).isEqualTo(engine.requests);
    assertThat(policy().getStatus().getProposal()).isNull();
    assertThat(policy().getStatus().getConditions())
        .extracting(Condition::getType)
        .containsExactly("Ready");
    assertThat(recommendation("a").getStatus().getProposal()).isNull();
    assertThat(recommendation("a").getStatus().getContainers()).hasSize(1);
  }

  @Test
  void aDeletedPolicyTakesItsRequestsBack() throws Exception {
    run();
    RightSizingPolicy policy = policy();
    withdrawals.remember(policy, new PolicyReader().read(policy).git().orElseThrow());
    client.resource(policy).delete();

    withdrawals.deleted(new PolicyReader().read(policy).id());
    withdrawals.deleted(new PolicyReader().read(policy).id());

    assertThat(engine.withdrawn).hasSize(1);
    assertThat(engine.withdrawn.get(0).uid()).isEqualTo(policy.getMetadata().getUid());
  }
}
