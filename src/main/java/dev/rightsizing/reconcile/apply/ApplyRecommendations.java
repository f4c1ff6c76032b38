// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.WatchedRecommendations;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The Recommendations of a policy that applies, from the watch that is kept of them anyway, so that
 * a pass every few seconds costs the API server nothing. What a pass does depends on what the last
 * one wrote: a copy that is older than that is read again, and the first pass over a policy lists,
 * since another process may have made the last one. Safe for use by several threads.
 */
public final class ApplyRecommendations implements Function<Policy.Id, List<Recommendation>> {
  /** No watch that counts as up to date is behind for so long. */
  private static final Duration LONGEST_LAG = Duration.ofHours(1);

  private final Set<Policy.Id> begun = ConcurrentHashMap.newKeySet();
  private final Map<String, BigInteger> written =
      Caffeine.newBuilder().expireAfterWrite(LONGEST_LAG).<String, BigInteger>build().asMap();
  private final Optional<WatchedRecommendations<Recommendation>> watched;
  private final Function<Policy.Id, List<Recommendation>> list;
  private final Function<Recommendation, Optional<Recommendation>> read;

  /**
   * @param watched kept as {@link ChangeableRecommendation}; empty: every pass lists
   */
  public ApplyRecommendations(
      Optional<WatchedRecommendations<Recommendation>> watched, RecommendationStore store) {
    this(watched, store::of, store::get);
  }

  /**
   * @param list asks the API server for those of a policy
   * @param read asks it for one
   */
  ApplyRecommendations(
      Optional<WatchedRecommendations<Recommendation>> watched,
      Function<Policy.Id, List<Recommendation>> list,
      Function<Recommendation, Optional<Recommendation>> read) {
    this.watched = watched;
    this.list = list;
    this.read = read;
  }

  @Override
  public List<Recommendation> apply(Policy.Id policy) {
    if (begun.add(policy)) {
      return listed(policy);
    }
    Optional<List<Recommendation>> kept = watched.flatMap(w -> w.of(policy));
    return kept.isEmpty()
        ? listed(policy)
        : kept.get().stream().map(this::current).flatMap(Optional::stream).toList();
  }

  private List<Recommendation> listed(Policy.Id policy) {
    try {
      return list.apply(policy);
    } catch (RuntimeException e) {
      begun.remove(policy);
      throw e;
    }
  }

  private Optional<Recommendation> current(Recommendation copy) {
    String uid = copy.getMetadata().getUid();
    BigInteger ours = written.get(uid);
    if (ours == null) {
      return Optional.of(copy);
    }
    // Resource versions can be compared: Kubernetes makes that part of its API.
    if (version(copy.getMetadata().getResourceVersion())
        .filter(v -> v.compareTo(ours) >= 0)
        .isEmpty()) {
      return read.apply(copy);
    }
    written.remove(uid, ours);
    return Optional.of(copy);
  }

  /** A pass has written one, which has this version now. */
  void wrote(Recommendation object, String version) {
    version(version)
        .ifPresentOrElse(
            v -> written.merge(object.getMetadata().getUid(), v, BigInteger::max),
            () -> begun.clear());
  }

  private static Optional<BigInteger> version(String text) {
    return Objects.requireNonNullElse(text, "").matches("[0-9]+")
        ? Optional.of(new BigInteger(text))
        : Optional.empty();
  }

  /** A policy is gone. */
  public void forget(Policy.Id policy) {
    begun.remove(policy);
  }
}
