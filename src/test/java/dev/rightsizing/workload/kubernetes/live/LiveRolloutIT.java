// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class LiveRolloutIT {
  private static final PodSpec APP = pod(container("app", "cpu=500m", ""));

  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;
  private KubernetesLiveCluster live;
  private final List<WorkloadRef> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void serveRollouts(LocalApiServer local) {
    client = local.client();
    namespace = local.newNamespace("live-rollouts");
    objects = new KubernetesObjects(client, namespace);
    client.resource(definition()).create();
    await("until Rollouts are served")
        .atMost(Duration.ofSeconds(30))
        .until(() -> served() && listed());
    live = new KubernetesLiveCluster(client, Set.of(), Clock.systemUTC(), FallbackListener.NONE);
    live.onPods(heard::add);
  }

  @AfterEach
  void removeRollouts() {
    live.close();
    client.resource(definition()).delete();
    await("until Rollouts are gone")
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.resource(definition()).get() == null && !served());
  }

  private CustomResourceDefinition definition() {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .load(LiveRolloutIT.class.getResourceAsStream("/rollout-crd.yaml"))
        .item();
  }

  private boolean served() {
    return client.supports("argoproj.io/v1alpha1", "Rollout");
  }

  private boolean listed() {
    client.genericKubernetesResources(ArgoRollouts.CONTEXT).inNamespace(namespace).list();
    return true;
  }

  private Map<WorkloadRef, WorkloadFacts> facts() throws WorkloadException {
    try (KubernetesWorkloadSource source =
        new KubernetesWorkloadSource(client, Clock.systemUTC())) {
      ClusterView view = source.view(Set.of(namespace));
      return live.facts(view.workloads(), view);
    }
  }

  private GenericKubernetesResource rollout(String spec) {
    return objects.create(
        Json.read(
            """
            {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout",
             "metadata": {"name": "canary"}, "spec": {"replicas": 2, %s}}"""
                .formatted(spec),
            GenericKubernetesResource.class));
  }

  @Test
  void aRolloutHasThePodsOfItsOwnReplicaSets() throws WorkloadException {
    GenericKubernetesResource rollout =
        rollout(
            """
            "template": {"metadata": {}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}
            """);
    objects.podOf(objects.replicaSetOf(rollout, "canary-7d4", APP), "canary-7d4-x", APP);

    WorkloadFacts canary = facts().get(new WorkloadRef(namespace, WorkloadKind.ROLLOUT, "canary"));

    assertThat(canary.pods()).extracting(LivePod::name).containsExactly("canary-7d4-x");
    assertThat(canary.rollout().progressing()).isTrue();
    assertThat(canary.rollout().desired()).isEqualTo(2);
    assertThat(canary.release()).hasSize(10);
  }

  @Test
  void aRolloutOfADeploymentsTemplateHasThePodsOfBoth() throws WorkloadException {
    Deployment web = objects.deployment("web", 0, APP);
    GenericKubernetesResource rollout =
        rollout(
            """
            "workloadRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}
            """);
    WorkloadRef ref = new WorkloadRef(namespace, WorkloadKind.ROLLOUT, "canary");
    objects.podOf(objects.replicaSetOf(rollout, "canary-7d4", APP), "canary-7d4-x", APP);
    objects.podOf(objects.replicaSetOf(web, "web-6d4", APP), "web-6d4-x", APP);

    Map<WorkloadRef, WorkloadFacts> facts = facts();

    assertThat(facts).containsOnlyKeys(ref);
    assertThat(facts.get(ref).pods())
        .extracting(LivePod::name)
        .containsExactly("canary-7d4-x", "web-6d4-x");
    assertThat(facts.get(ref).release()).isEqualTo(Standings.deployment(web).names().release());

    heard.clear();
    client.pods().inNamespace(namespace).withName("web-6d4-x").delete();
    await("until the change of the Deployment's pod is reported for the Rollout")
        .atMost(Duration.ofSeconds(2))
        .until(() -> heard.contains(ref));
  }
}
