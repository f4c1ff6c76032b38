// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import java.util.function.Consumer;

/**
 * Notices that a person asked for something by an annotation, from the watch that is kept of
 * Recommendations anyway. Only those with such an annotation are remembered. Safe for use by
 * several threads.
 */
public final class RequestWatch {
  /** Beyond it the oldest are forgotten, which costs one needless pass when they are seen again. */
  private static final long MOST = 20_000;

  private final Cache<String, String> asked = Caffeine.newBuilder().maximumSize(MOST).build();
  private final Consumer<Policy.Id> changed;

  /**
   * @param changed is given the policy of whose Recommendation something was asked
   */
  public RequestWatch(Consumer<Policy.Id> changed) {
    this.changed = changed;
  }

  /** A Recommendation was listed, or changed. */
  public void saw(Recommendation recommendation) {
    if (recommendation.getSpec() == null || recommendation.getSpec().getPolicy() == null) {
      return;
    }
    String key =
        recommendation.getMetadata().getNamespace() + "/" + recommendation.getMetadata().getName();
    String now = PeopleRequests.text(recommendation);
    String before = asked.getIfPresent(key);
    if (now.equals(before == null ? "" : before)) {
      return;
    }
    if (now.isEmpty()) {
      asked.invalidate(key);
    } else {
      asked.put(key, now);
    }
    changed.accept(RecommendationNames.policy(recommendation));
  }
}
