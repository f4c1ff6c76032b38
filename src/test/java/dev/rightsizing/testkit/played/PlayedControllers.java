// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.played;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes, replaces and removes the pods of all Deployments of a namespace, which it binds to nodes
 * in turn. A roll-out replaces one pod a step.
 */
public final class PlayedControllers {
  private static final String HASH = "pod-template-hash";

  private final KubernetesClient client;
  private final String namespace;
  private final List<String> nodes;
  private final Map<String, ReplicaSet> replicaSets = new HashMap<>();
  private int made;

  public PlayedControllers(KubernetesClient client, String namespace, List<String> nodes) {
    this.client = client;
    this.namespace = namespace;
    this.nodes = List.copyOf(nodes);
  }

  /** Takes each Deployment one step on. */
  public void play() {
    List<Deployment> all = client.apps().deployments().inNamespace(namespace).list().getItems();
    List<Pod> pods = client.pods().inNamespace(namespace).list().getItems();
    for (Deployment each : all) {
      play(
          each,
          pods.stream()
              .filter(p -> p.getMetadata().getName().startsWith(each.getMetadata().getName() + "-"))
              .toList());
    }
  }

  private void play(Deployment deployment, List<Pod> pods) {
    String hash = hash(deployment);
    ReplicaSet current = replicaSet(deployment, hash);
    List<Pod> old = pods.stream().filter(p -> !hash.equals(label(p))).toList();
    List<Pod> young =
        pods.stream()
            .filter(p -> hash.equals(label(p)))
            .sorted(Comparator.comparing(p -> p.getMetadata().getName()))
            .toList();
    int wanted = deployment.getSpec().getReplicas();
    int removed = 0;
    if (!old.isEmpty()) {
      client.resource(old.get(0)).delete();
      removed = 1;
    }
    for (int extra = pods.size() - removed; extra > wanted && !young.isEmpty(); extra--) {
      client.resource(young.get(young.size() - 1)).delete();
      young = young.subList(0, young.size() - 1);
    }
    int missing = wanted - young.size() - (old.size() - removed);
    for (int i = 0; i < missing && create(deployment, current, hash); i++) {
      made++;
    }
    status(deployment, pods, hash);
  }

  private static String label(Pod pod) {
    return pod.getMetadata().getLabels().get(HASH);
  }

  private static String hash(Deployment deployment) {
    String template = Serialization.asJson(deployment.getSpec().getTemplate());
    return Integer.toHexString(template.hashCode());
  }

  private ReplicaSet replicaSet(Deployment deployment, String hash) {
    String name = deployment.getMetadata().getName() + "-" + hash;
    ReplicaSet known = replicaSets.get(name);
    if (known != null) {
      return known;
    }
    ObjectMeta meta =
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(namespace)
            .withLabels(labels(deployment, hash))
            .addToAnnotations("deployment.kubernetes.io/revision", "1")
            .addToOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion("apps/v1")
                    .withKind("Deployment")
                    .withName(deployment.getMetadata().getName())
                    .withUid(deployment.getMetadata().getUid())
                    .withController(true)
                    .build())
            .build();
    ReplicaSet created =
        client
            .resource(
                new ReplicaSetBuilder()
                    .withMetadata(meta)
                    .withNewSpec()
                    .withReplicas(deployment.getSpec().getReplicas())
                    .withNewSelector()
                    .withMatchLabels(labels(deployment, hash))
                    .endSelector()
                    .withNewTemplate()
                    .withNewMetadata()
                    .withLabels(labels(deployment, hash))
                    .endMetadata()
                    .withSpec(deployment.getSpec().getTemplate().getSpec())
                    .endTemplate()
                    .endSpec()
                    .build())
            .create();
    replicaSets.put(name, created);
    return created;
  }

  private static Map<String, String> labels(Deployment deployment, String hash) {
    return Map.of("app", deployment.getMetadata().getName(), HASH, hash);
  }

  /** Whether it was made; a quota may refuse it. */
  private boolean create(Deployment deployment, ReplicaSet owner, String hash) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(owner.getMetadata().getName() + "-" + made)
            .withNamespace(namespace)
            .withLabels(labels(deployment, hash))
            .addNewOwnerReference()
            .withApiVersion("apps/v1")
            .withKind("ReplicaSet")
            .withName(owner.getMetadata().getName())
            .withUid(owner.getMetadata().getUid())
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .withSpec(
                new PodSpecBuilder(deployment.getSpec().getTemplate().getSpec())
                    .withNodeName(nodes.get(made % nodes.size()))
                    .withTerminationGracePeriodSeconds(0L)
                    .build())
            .build();
    try {
      client.resource(pod).create();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return false;
      }
      throw e;
    }
  }

  /** Reports pods as they were when the step began; its own change is reported by the next one. */
  private void status(Deployment deployment, List<Pod> pods, String hash) {
    int ready = (int) pods.stream().filter(PlayedControllers::isReady).count();
    Deployment next =
        new DeploymentBuilder(deployment)
            .editOrNewStatus()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(pods.size())
            .withUpdatedReplicas((int) pods.stream().filter(p -> hash.equals(label(p))).count())
            .withReadyReplicas(ready)
            .withAvailableReplicas(ready)
            .withUnavailableReplicas(Math.max(0, deployment.getSpec().getReplicas() - ready))
            .endStatus()
            .build();
    if (next.getStatus().equals(deployment.getStatus())) {
      return;
    }
    try {
      client.resource(next).updateStatus();
    } catch (KubernetesClientException e) {
      // Changed meanwhile: the next step sees it as it is then.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }
}
