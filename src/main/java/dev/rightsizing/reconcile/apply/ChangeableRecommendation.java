// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/**
 * What is kept of a Recommendation for passes of mode Apply: all that a goal and the memory of
 * changes are read from. Patches, evidence and texts for people, most of an object, are not.
 */
public final class ChangeableRecommendation {
  private ChangeableRecommendation() {}

  /** Reduces an object as the API server has it. */
  public static Recommendation of(Recommendation whole) {
    Recommendation reduced = new Recommendation();
    reduced.setMetadata(new ObjectMetaBuilder(whole.getMetadata()).withManagedFields().build());
    reduced.setSpec(whole.getSpec());
    RecommendationStatus status = whole.getStatus();
    if (status != null) {
      RecommendationStatus kept = new RecommendationStatus();
      kept.setComputedAt(status.getComputedAt());
      kept.setContainers(status.getContainers());
      kept.setConfidence(status.getConfidence());
      kept.setRisk(status.getRisk());
      kept.setAutoscalers(status.getAutoscalers());
      kept.setApply(status.getApply());
      kept.setConditions(status.getConditions());
      reduced.setStatus(kept);
    }
    return reduced;
  }
}
