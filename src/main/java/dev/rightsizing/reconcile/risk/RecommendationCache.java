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
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.watch.Watched;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The Recommendations of a policy, kept by a watch and reduced to what evaluations ask of them, so
 * that none lists whole objects.
 */
public final class RecommendationCache
    implements Function<Policy.Id, List<KnownRecommendation>>, AutoCloseable {
  private final Function<Optional<String>, Watched<KnownRecommendation>> watches;
  private final Runnable end;
  private final RecommendationStore store;
  private final ReconcileSettings settings;
  private final Clock clock;

  /**
   * With watches of its own.
   *
   * @param store lists what no watch keeps up to date
   */
  public RecommendationCache(
      KubernetesClient client,
      RecommendationStore store,
      ReconcileSettings settings,
      Clock clock,
      FallbackListener fallbacks) {
    this(watches(client, KnownRecommendation::of, fallbacks), store, settings, clock);
  }

  private RecommendationCache(
      ScopedWatches<Recommendation, KnownRecommendation> own,
      RecommendationStore store,
      ReconcileSettings settings,
      Clock clock) {
    this(own::in, own::close, store, settings, clock);
  }

  /**
   * With watches that others read too.
   *
   * @param watches the watch of a namespace, or of all when it is empty
   * @param end stops them
   * @param store lists what no watch keeps up to date
   */
  public RecommendationCache(
      Function<Optional<String>, Watched<KnownRecommendation>> watches,
      Runnable end,
      RecommendationStore store,
      ReconcileSettings settings,
      Clock clock) {
    this.watches = watches;
    this.end = end;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** Watches of Recommendations, each reduced by a function. */
  public static <R> ScopedWatches<Recommendation, R> watches(
      KubernetesClient client, Function<Recommendation, R> keep, FallbackListener fallbacks) {
    return new ScopedWatches<>(
        new ResourceType<>(
            "recommendations.rightsizing.dev",
            Recommendation::new,
            client.resources(Recommendation.class)),
        keep,
        fallbacks);
  }

  @Override
  public List<KnownRecommendation> apply(Policy.Id policy) {
    String name = RecommendationNames.label(policy.name());
    List<KnownRecommendation> found = new ArrayList<>();
    for (Optional<String> scope : scopes(policy)) {
      Optional<CacheView<KnownRecommendation>> kept =
          watches.apply(watched(scope)).current(clock.instant());
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

  /** Those of all policies. */
  public List<KnownRecommendation> all() {
    List<KnownRecommendation> found = new ArrayList<>();
    for (Optional<String> scope : everywhere()) {
      Optional<CacheView<KnownRecommendation>> kept =
          watches.apply(watched(scope)).current(clock.instant());
      if (kept.isEmpty()) {
        return store.all().stream().map(KnownRecommendation::of).toList();
      }
      found.addAll(scope.map(kept.get()::in).orElseGet(kept.get()::all));
    }
    return found;
  }

  /** Where a policy's Recommendations may be; empty: anywhere. */
  private Set<Optional<String>> scopes(Policy.Id policy) {
    if (!policy.namespace().equals(settings.ownNamespace())) {
      return Set.of(Optional.of(policy.namespace()));
    }
    return everywhere();
  }

  private Set<Optional<String>> everywhere() {
    if (settings.watchNamespaces().isEmpty()) {
      return Set.of(Optional.empty());
    }
    return settings.watchNamespaces().stream().map(Optional::of).collect(Collectors.toSet());
  }

  /** One watch serves all namespaces where that is allowed. */
  private Optional<String> watched(Optional<String> scope) {
    return settings.watchNamespaces().isEmpty() ? Optional.empty() : scope;
  }

  @Override
  public void close() {
    end.run();
  }
}
