// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.apply.Actuator;
import dev.rightsizing.apply.kubernetes.KubernetesActuator;
import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.StopSwitch;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.telemetry.ApplyMetrics;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.testkit.played.PlayedControllers;
import dev.rightsizing.testkit.played.PlayedKubelet;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.risk.WorkingSets;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import dev.rightsizing.workload.kubernetes.live.KubernetesLiveCluster;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * One namespace of a real API server with played kubelets, a policy of mode Apply and what makes
 * its passes. Another {@link Operator} stands for one that was started anew.
 */
final class AppliedCluster implements AutoCloseable {
  private static final CollectorSettings COLLECTING = CollectorSettings.of(100_000, 2);

  final SettableClock clock = new SettableClock(Instant.now());
  final FakeUsageSource usage = new FakeUsageSource();
  final PrometheusRegistry registry = new PrometheusRegistry();
  final KubernetesClient client;
  final String namespace;
  final String operatorNamespace;
  final PlayedKubelet kubelet;
  private final PlayedControllers controllers;
  private final Kubectl kubectl;
  private final ReconcileSettings settings;
  private final ApplyReporter reporter = new ApplyReporter(new ApplyMetrics(registry));
  private Operator operator;

  AppliedCluster(LocalApiServer server) {
    client = server.client();
    kubectl = new Kubectl(server);
    namespace = server.newNamespace("apply");
    operatorNamespace = server.newNamespace("operator");
    settings =
        new ReconcileSettings(operatorNamespace, Set.of(namespace), Duration.ofSeconds(2), 2);
    node(namespace + "-n1");
    kubelet = new PlayedKubelet(client, namespace, clock);
    controllers = new PlayedControllers(client, namespace, List.of(namespace + "-n1"));
    operator = new Operator(actuator -> actuator);
  }

  private void node(String name) {
    Node node =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: %s}
            status:
              allocatable: {cpu: "64", memory: 256Gi, pods: "110"}
              capacity: {cpu: "64", memory: 256Gi, pods: "110"}
              nodeInfo:
                {architecture: amd64, bootID: b, containerRuntimeVersion: c, kernelVersion: k,
                 kubeProxyVersion: "", kubeletVersion: v1.35.0, machineID: m, operatingSystem: linux,
                 osImage: o, systemUUID: u}
            """
                .formatted(name),
            Node.class);
    client.resource(node).create();
    client.resource(node).updateStatus();
  }

  /** What one process of the operator has. */
  final class Operator {
    final KubernetesLiveCluster live =
        new KubernetesLiveCluster(client, Set.of(), clock, what -> {});
    final LastPolicies last = new LastPolicies();
    final ApplyCycle cycle;
    final Interruptions interruptions;

    Operator(UnaryOperator<Actuator> around) {
      StopSwitch stop = new StopSwitch(client, operatorNamespace);
      RecommendationStore store = new RecommendationStore(client, settings);
      // What a test writes counts for the very next pass, so that none waits for a watch.
      ApplyRecommendations listed = new ApplyRecommendations(Optional.empty(), store);
      cycle =
          new ApplyCycle(
              new ApplyCycle.Parts(
                  true,
                  stop,
                  new ApplyInputs.Cluster(
                      listed, new KubernetesWorkloadSource(client, clock), () -> live),
                  new UsageReader(
                      new UsageSourceResolver(client, request -> usage),
                      new WorkingSets(COLLECTING),
                      new QueryPermission(namespace, request -> usage)),
                  AllGuards.guards(),
                  around.apply(
                      new StoppableActuator(new KubernetesActuator(client, clock), stop, clock)),
                  new ApplyStore(
                      store, new StatusWriter(client, ApplyStore.FIELD_MANAGER), listed, clock),
                  new Flights(
                      () -> store.all().stream().map(KnownRecommendation::of).toList(),
                      new Flights.Bounds(10, 10)),
                  new PodWatch(policy -> {}),
                  new NoticePublishers(
                      List.of(new EventPublisher(client, "it", EventListener.NONE)))),
              reporter,
              clock);
      interruptions =
          new Interruptions(
              cycle, last, new ApplySchedule(Duration.ofSeconds(10), clock), reporter, true);
    }
  }

  /** The operator is killed, and another one starts. */
  void restart(UnaryOperator<Actuator> around) {
    operator.live.close();
    operator = new Operator(around);
  }

  void restart() {
    restart(actuator -> actuator);
  }

  Operator operator() {
    return operator;
  }

  void apply(String manifest) {
    Kubectl.Result result =
        kubectl.run(manifest, "-n", namespace, "apply", "--server-side", "-f", "-");
    assertThat(result.status()).as(result.output()).isZero();
  }

  /** A policy that may apply at once, with more lines of spec.apply. */
  void policy(String more) {
    apply(
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: RightSizingPolicy
        metadata: {name: p}
        spec:
          mode: Apply
          apply:
            approval: None
            cooldown: 0s
            watch: 1m
            step: {downPercent: 100, upPercent: 1000}
        """
            + more.indent(4));
    evaluated();
  }

  void evaluated() {
    RightSizingPolicyStatus status = new RightSizingPolicyStatus();
    status.setObservedGeneration(policy().getMetadata().getGeneration());
    status.setLastEvaluationTime(now());
    new StatusWriter(client, RecommendationStore.FIELD_MANAGER).status(policy(), status);
  }

  String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A Deployment whose container asks for 1 CPU with a limit of 2, and 1Gi of memory. */
  void workload(String name, int replicas) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers:
              - name: app
                image: x
                resources:
                  requests: {cpu: "1", memory: 1Gi}
                  limits: {cpu: "2", memory: 2Gi}
        ---
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata:
          name: deployment-%1$s
          labels: {rightsizing.dev/policy: p, rightsizing.dev/policy-namespace: %3$s}
        spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}}
        """
            .formatted(name, replicas, namespace));
    play();
    play();
    for (Pod pod : pods(name)) {
      usage.memory(namespace, pod.getMetadata().getName(), "app", t -> 300.0 * 1024 * 1024);
    }
  }

  /** What an evaluation writes. */
  void recommend(String name, String cpu, String memory) {
    new StatusWriter(client, RecommendationStore.FIELD_MANAGER)
        .status(
            recommendation(name),
            Serialization.unmarshal(
                """
                computedAt: "%s"
                confidence: {level: High, history: 7d, samples: 2016, coveragePercent: 99}
                containers:
                - name: app
                  role: Main
                  cpu:
                    current: {request: "1", limit: "2"}
                    recommended: %s
                    usage: {p95: 182m, max: 401m, mean: 96m}
                    verdict: OverProvisioned
                  memory:
                    current: {request: 1Gi, limit: 2Gi}
                    recommended: %s
                    usage: {p95: 290Mi, max: 300Mi, mean: 280Mi}
                    verdict: Reducible
                risk: {level: None}
                conditions:
                - {type: AtRisk, status: "False", reason: NoRisk, message: "", lastTransitionTime: "%s"}
                """
                    .formatted(now(), cpu, memory, now()),
                RecommendationStatus.class));
  }

  void play() {
    controllers.play();
    kubelet.play();
  }

  ApplyCycle.Outcome pass() {
    RightSizingPolicy policy = policy();
    try {
      return operator.cycle.run(Assignment.of(policy, new PolicyReader().read(policy)));
    } catch (TerminalException e) {
      throw new AssertionError(e);
    }
  }

  /** Passes, ten seconds apart, until something is so; watches need a moment of real time. */
  void until(String what, BooleanSupplier so) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (so.getAsBoolean()) {
                return true;
              }
              pass();
              play();
              clock.advance(Duration.ofSeconds(10));
              return so.getAsBoolean();
            });
  }

  RightSizingPolicy policy() {
    return client.resources(RightSizingPolicy.class).inNamespace(namespace).withName("p").get();
  }

  Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .get();
  }

  String state(String name) {
    var status = recommendation(name).getStatus();
    return status == null || status.getApply() == null
        ? ""
        : status.getApply().getState() + " " + status.getApply().getReason();
  }

  List<Pod> pods(String name) {
    return client.pods().inNamespace(namespace).withLabel("app", name).list().getItems().stream()
        .sorted(Comparator.comparing(p -> p.getMetadata().getName()))
        .toList();
  }

  /** {@code 219m/438m 345Mi/690Mi} of each pod. */
  List<String> sizes(String name) {
    return pods(name).stream().map(AppliedCluster::size).distinct().toList();
  }

  static String size(Pod pod) {
    var resources = pod.getSpec().getContainers().get(0).getResources();
    return Optional.of(resources)
        .map(
            r ->
                r.getRequests().get("cpu")
                    + "/"
                    + r.getLimits().get("cpu")
                    + " "
                    + r.getRequests().get("memory")
                    + "/"
                    + r.getLimits().get("memory"))
        .orElseThrow();
  }

  int restarts(String name) {
    return pods(name).stream()
        .mapToInt(p -> p.getStatus().getContainerStatuses().get(0).getRestartCount())
        .sum();
  }

  List<String> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }

  @Override
  public void close() {
    operator.live.close();
    client.nodes().withName(namespace + "-n1").delete();
  }
}
