// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.recommend.Policy;
import java.util.function.Consumer;

/**
 * Notices that a person decided on a Recommendation, from the watch that is kept of them anyway.
 * Only decisions other than Pending are remembered. Safe for use by several threads.
 */
public final class DecisionWatch {
  /** Beyond it the oldest are forgotten, which costs one needless pass when they are seen again. */
  private static final long MOST = 20_000;

  private final Cache<String, Decision> decided = Caffeine.newBuilder().maximumSize(MOST).build();
  private final Consumer<Policy.Id> changed;

  /**
   * @param changed is given the policy whose Recommendation was decided on
   */
  public DecisionWatch(Consumer<Policy.Id> changed) {
    this.changed = changed;
  }

  /** A Recommendation was listed, or changed. */
  public void saw(Recommendation recommendation) {
    RecommendationSpec spec = recommendation.getSpec();
    if (spec == null || spec.getPolicy() == null) {
      return;
    }
    String namespace = recommendation.getMetadata().getNamespace();
    String key = namespace + "/" + recommendation.getMetadata().getName();
    Decision now = spec.decisionOrPending();
    Decision before = decided.getIfPresent(key);
    if (now == (before == null ? Decision.Pending : before)) {
      return;
    }
    if (now == Decision.Pending) {
      decided.invalidate(key);
    } else {
      decided.put(key, now);
    }
    String of = spec.getPolicyNamespace() == null ? namespace : spec.getPolicyNamespace();
    changed.accept(new Policy.Id(of, spec.getPolicy()));
  }
}
