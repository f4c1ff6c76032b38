// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Removes a policy's Recommendations when the policy goes, and at the start those whose policy went
 * meanwhile. Owner references cannot do it, because an object with two owners waits for both; a
 * finalizer would keep a namespace from going while the operator is away.
 */
public final class RecommendationGarbageCollector implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RecommendationGarbageCollector.class);

  private final KubernetesClient client;
  private final RecommendationStore store;
  private final EvaluationReporter journal;
  private final ReconcileSettings settings;
  private final Consumer<Policy.Id> gone;
  private final List<SharedIndexInformer<RightSizingPolicy>> informers = new ArrayList<>();

  /**
   * @param gone is told of each policy that was deleted
   */
  public RecommendationGarbageCollector(
      KubernetesClient client,
      RecommendationStore store,
      EvaluationReporter journal,
      ReconcileSettings settings,
      Consumer<Policy.Id> gone) {
    this.gone = gone;
    this.client = client;
    this.store = store;
    this.journal = journal;
    this.settings = settings;
  }

  /** Watches policies and sweeps once. */
  public void start() {
    if (settings.watchNamespaces().isEmpty()) {
      informers.add(
          client.resources(RightSizingPolicy.class).inAnyNamespace().inform(new OnDelete()));
    } else {
      for (String namespace : settings.watchNamespaces()) {
        informers.add(
            client
                .resources(RightSizingPolicy.class)
                .inNamespace(namespace)
                .inform(new OnDelete()));
      }
    }
    sweep();
  }

  private void sweep() {
    Set<Policy.Id> known = new HashSet<>();
    for (SharedIndexInformer<RightSizingPolicy> informer : informers) {
      informer.getStore().list().forEach(policy -> known.add(id(policy)));
    }
    remove(
        store.all().stream().filter(r -> !known.contains(policyOf(r))).toList(),
        "its policy is gone");
  }

  private void remove(List<Recommendation> recommendations, String why) {
    for (Recommendation recommendation : recommendations) {
      try {
        store.delete(recommendation);
      } catch (KubernetesClientException e) {
        LOG.warnf(
            "cannot delete orphaned Recommendation %s/%s (%s): %s",
            recommendation.getMetadata().getNamespace(),
            recommendation.getMetadata().getName(),
            why,
            e.getMessage());
      }
    }
  }

  private static Policy.Id policyOf(Recommendation recommendation) {
    String namespace = recommendation.getSpec().getPolicyNamespace();
    return new Policy.Id(
        namespace == null ? recommendation.getMetadata().getNamespace() : namespace,
        recommendation.getSpec().getPolicy());
  }

  private static Policy.Id id(RightSizingPolicy policy) {
    return new Policy.Id(policy.getMetadata().getNamespace(), policy.getMetadata().getName());
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private final class OnDelete implements ResourceEventHandler<RightSizingPolicy> {
    @Override
    public void onAdd(RightSizingPolicy policy) {
      // The reconciler sees it.
    }

    @Override
    public void onUpdate(RightSizingPolicy before, RightSizingPolicy now) {
      // The reconciler sees it.
    }

    @Override
    public void onDelete(RightSizingPolicy policy, boolean unknownFinalState) {
      Policy.Id id = id(policy);
      journal.forget(id);
      gone.accept(id);
      try {
        remove(
            store.of(id).stream().filter(r -> policyOf(r).equals(id)).toList(),
            "its policy was deleted");
      } catch (KubernetesClientException e) {
        LOG.warnf("cannot list Recommendations of the deleted policy %s: %s", id, e);
      }
    }
  }
}
