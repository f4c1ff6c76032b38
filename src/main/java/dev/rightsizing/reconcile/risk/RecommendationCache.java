// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.LazyInformer;
import dev.rightsizing.watch.ResourceType;
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
 * The Recommendations of a policy, kept by a watch and reduced to what evaluations ask of them, so
 * that none lists whole objects.
 */
public final class RecommendationCache
    implements Function<Policy.Id, List<KnownRecommendation>>, AutoCloseable {
  private final Map<Optional<String>, LazyInformer<Recommendation, KnownRecommendation>> watches =
      new ConcurrentHashMap<>();
  private final ResourceType<Recommendation> kind;
  private final RecommendationStore store;
  private final ReconcileSettings settings;
  private final Clock clock;
  private final FallbackListener fallbacks;

  /**
   * @param store lists what no watch keeps up to date
   */
  public RecommendationCache(
      KubernetesClient client,
      RecommendationStore store,
      ReconcileSettings settings,
      Clock clock,
      FallbackListener fallbacks) {
    this.fallbacks = fallbacks;
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
  public List<KnownRecommendation> apply(Policy.Id policy) {
    String name = RecommendationNames.label(policy.name());
    List<KnownRecommendation> found = new ArrayList<>();
    for (Optional<String> scope : scopes(policy)) {
      Optional<CacheView<KnownRecommendation>> kept =
          watches.computeIfAbsent(watched(scope), this::watch).current(clock.instant());
      if (kept.isEmpty()) {
        return store.known(policy);
      }
      found.addAll(scope.map(kept.get()::in).orElseGet(kept.get()::all));
    }
    return found.stream()
        .filter(
            known -> {
              Map<String, String> labels = known.object().getMetadata().getLabels();
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

  private LazyInformer<Recommendation, KnownRecommendation> watch(Optional<String> scope) {
    return new LazyInformer<>(kind, kind.in(scope), KnownRecommendation::of, fallbacks);
  }

  @Override
  public void close() {
    watches.values().forEach(LazyInformer::stop);
  }
}
