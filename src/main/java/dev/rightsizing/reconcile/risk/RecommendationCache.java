// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.WatchedRecommendations;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.watch.Watched;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Recommendations of a policy, kept by a watch and reduced to what evaluations ask of them, so
 * that none lists whole objects.
 */
public final class RecommendationCache
    implements Function<Policy.Id, List<KnownRecommendation>>, AutoCloseable {
  private final WatchedRecommendations<KnownRecommendation> watched;
  private final Runnable end;
  private final RecommendationStore store;

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
    this.watched =
        new WatchedRecommendations<>(watches, KnownRecommendation::object, settings, clock);
    this.end = end;
    this.store = store;
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
    return watched.of(policy).orElseGet(() -> store.known(policy));
  }

  /** Those of all policies. */
  public List<KnownRecommendation> all() {
    return watched
        .all()
        .orElseGet(() -> store.all().stream().map(KnownRecommendation::of).toList());
  }

  @Override
  public void close() {
    end.run();
  }
}
