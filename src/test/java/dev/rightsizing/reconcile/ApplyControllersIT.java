// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.played.PlayedControllers;
import dev.rightsizing.testkit.played.PlayedKubelet;
import dev.rightsizing.usage.risk.RiskMetric;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All controllers together on a real API server, from usage to smaller pods and back, in real time;
 * kubelets are played.
 */
@ExtendWith(LocalApiServer.Provided.class)
class ApplyControllersIT {
  private static final String BEFORE = "1 1Gi";

  private final FakeUsageSource usage = new FakeUsageSource();
  private final ScheduledExecutorService player = Executors.newSingleThreadScheduledExecutor();
  private KubernetesClient client;
  private Kubectl kubectl;
  private String namespace;
  private PlayedControllers controllers;
  private PlayedKubelet kubelet;

  @BeforeEach
  void install(LocalApiServer server) {
    client = server.client();
    kubectl = new Kubectl(server);
    Crds.install(client);
    namespace = server.newNamespace("applycontrollers");
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
                .formatted(namespace),
            Node.class);
    client.resource(node).create();
    client.resource(node).updateStatus();
    controllers = new PlayedControllers(client, namespace, List.of(namespace));
    kubelet = new PlayedKubelet(client, namespace, Clock.systemUTC());
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - name: app
                image: x
                resources: {requests: {cpu: "1", memory: 1Gi}, limits: {cpu: "2", memory: 2Gi}}
        """);
    play();
    play();
    for (Pod pod : pods()) {
      String name = pod.getMetadata().getName();
      usage.cpu(namespace, name, "app", t -> 0.1);
      usage.memory(namespace, name, "app", t -> 100.0 * 1024 * 1024);
      usage.risk(RiskMetric.PERIODS, namespace, name, "app", t -> 5);
      usage.risk(RiskMetric.THROTTLED_SECONDS, namespace, name, "app", t -> 0);
    }
    player.scheduleWithFixedDelay(this::play, 0, 200, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() {
    player.shutdownNow();
    client.nodes().withName(namespace).delete();
  }

  private synchronized void play() {
    try {
      controllers.play();
      kubelet.play();
    } catch (RuntimeException e) {
      // The next step sees everything as it is then.
      Thread.yield();
    }
  }

  private void apply(String manifest) {
    Kubectl.Result result =
        kubectl.run(manifest, "-n", namespace, "apply", "--server-side", "-f", "-");
    assertThat(result.status()).as(result.output()).isZero();
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems();
  }

  private static String size(Pod pod) {
    var requests = pod.getSpec().getContainers().get(0).getResources().getRequests();
    return requests.get("cpu") + " " + requests.get("memory");
  }

  private List<String> sizes() {
    return pods().stream().map(ApplyControllersIT::size).distinct().toList();
  }

  private String state() {
    Recommendation object = recommendation();
    return object == null || object.getStatus() == null || object.getStatus().getApply() == null
        ? ""
        : object.getStatus().getApply().getState()
            + " "
            + object.getStatus().getApply().getReason()
            + " "
            + object.getStatus().getApply().getMessage();
  }

  private Recommendation recommendation() {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-web")
        .get();
  }

  private static ConditionFactory eventually(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50));
  }

  @Test
  void podsAreResizedNewOnesWithinFiveSecondsAndAllAreAsBeforeOnceThePolicyIsGone() {
    try (OperatorUnderTest operator =
        new OperatorUnderTest(client, namespace, request -> usage, Clock.systemUTC()).start()) {
      apply(
          """
          apiVersion: rightsizing.dev/v1alpha1
          kind: RightSizingPolicy
          metadata: {name: p}
          spec:
            mode: Apply
            apply:
              approval: None
              minimumConfidence: Low
              cooldown: 0s
              watch: 1h
              step: {downPercent: 100, upPercent: 1000}
          """);
      eventually("watched")
          .untilAsserted(() -> assertThat(state()).startsWith("Watching Watching"));
      assertThat(sizes()).hasSize(1).doesNotContain(BEFORE);
      String small = sizes().get(0);

      client.apps().deployments().inNamespace(namespace).withName("web").scale(2);
      eventually("a second pod").until(() -> pods().size() == 2);
      Instant bound = Instant.now();
      eventually("resized").until(() -> sizes().equals(List.of(small)));
      assertThat(Duration.between(bound, Instant.now())).isLessThan(Duration.ofSeconds(5));

      eventually("counted")
          .until(
              () -> {
                RightSizingPolicy policy = policy();
                return policy.getStatus().getApply() != null
                    && policy.getStatus().getApply().getWatching() == 1;
              });

      client.resource(policy()).delete();

      eventually("gone").until(() -> recommendation() == null);
      assertThat(sizes()).containsExactly(BEFORE);
    }
  }

  private RightSizingPolicy policy() {
    return client.resources(RightSizingPolicy.class).inNamespace(namespace).withName("p").get();
  }
}
