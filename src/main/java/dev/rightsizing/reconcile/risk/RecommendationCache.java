// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.LazyInformer;
import dev.rightsizing.watch.ResourceType;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The Recommendations of a policy, kept by a watch and reduced to what a tick reads: the target,
 * the risk that was written last and the sizes that are advised. Explanations and patches are most
 * of an object.
 */
public final class RecommendationCache
    implements Function<Policy.Id, List<Recommendation>>, AutoCloseable {
  private final Map<Optional<String>, LazyInformer<Recommendation, Recommendation>> watches =
      new ConcurrentHashMap<>();
  private final ResourceType<Recommendation> kind;
  private final RecommendationStore store;
  private final ReconcileSettings settings;
  private final Clock clock;

  /**
   * @param store lists what no watch keeps up to date
   */
  public RecommendationCache(
      KubernetesClient client, RecommendationStore store, ReconcileSettings settings, Clock clock) {
    this.kind =
        new ResourceType<>(
            "recommendations.rightsizing.dev",
            Recommendation::new,
            client.resources(Recommendation.class));
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<Recommendation> apply(Policy.Id policy) {
    String name = RecommendationNames.label(policy.name());
    List<Recommendation> found = new ArrayList<>();
    for (Optional<String> scope : scopes(policy)) {
      Optional<CacheView<Recommendation>> kept =
          watches.computeIfAbsent(watched(scope), this::watch).current(clock.instant());
      if (kept.isEmpty()) {
        return store.of(policy);
      }
      found.addAll(scope.map(kept.get()::in).orElseGet(kept.get()::all));
    }
    return found.stream()
        .filter(
            object -> {
              Map<String, String> labels = object.getMetadata().getLabels();
              return labels != null
                  && name.equals(labels.get(RecommendationNames.POLICY_LABEL))
                  && policy
                      .namespace()
                      .equals(labels.get(RecommendationNames.POLICY_NAMESPACE_LABEL));
            })
        .toList();
  }

  /** Where a policy's Recommendations may be; empty: anywhere. */
  private Set<Optional<String>> scopes(Policy.Id policy) {
    if (!policy.namespace().equals(settings.ownNamespace())) {
      return Set.of(Optional.of(policy.namespace()));
    }
    if (settings.watchNamespaces().isEmpty()) {
      return Set.of(Optional.empty());
    }
    return settings.watchNamespaces().stream().map(Optional::of).collect(Collectors.toSet());
  }

  /** One watch serves all namespaces where that is allowed. */
  private Optional<String> watched(Optional<String> scope) {
    return settings.watchNamespaces().isEmpty() ? Optional.empty() : scope;
  }

  private LazyInformer<Recommendation, Recommendation> watch(Optional<String> scope) {
    return new LazyInformer<>(kind, kind.in(scope), RecommendationCache::reduced);
  }

  private static Recommendation reduced(Recommendation object) {
    Recommendation reduced = new Recommendation();
    reduced.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .withUid(object.getMetadata().getUid())
            .withLabels(object.getMetadata().getLabels())
            .build());
    reduced.setSpec(object.getSpec());
    reduced.setStatus(object.getStatus() == null ? null : reduced(object.getStatus()));
    return reduced;
  }

  private static RecommendationStatus reduced(RecommendationStatus status) {
    RecommendationStatus reduced = new RecommendationStatus();
    reduced.setRisk(status.getRisk());
    if (status.getConditions() != null) {
      reduced.setConditions(
          status.getConditions().stream()
              .filter(condition -> condition.getType().equals(Conditions.AT_RISK))
              .toList());
    }
    if (status.getContainers() != null) {
      reduced.setContainers(
          status.getContainers().stream().map(RecommendationCache::reduced).toList());
    }
    return reduced;
  }

  private static ContainerRecommendation reduced(ContainerRecommendation container) {
    ContainerRecommendation reduced = new ContainerRecommendation();
    reduced.setName(container.getName());
    reduced.setCpu(reduced(container.getCpu()));
    reduced.setMemory(reduced(container.getMemory()));
    return reduced;
  }

  private static ResourceRecommendation reduced(ResourceRecommendation resource) {
    if (resource == null) {
      return null;
    }
    ResourceRecommendation reduced = new ResourceRecommendation();
    reduced.setRecommended(resource.getRecommended());
    return reduced;
  }

  @Override
  public void close() {
    watches.values().forEach(LazyInformer::stop);
  }
}
