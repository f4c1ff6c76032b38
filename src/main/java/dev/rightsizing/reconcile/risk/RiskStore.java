// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.RiskMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * Writes the risk of a Recommendation under a field manager of its own, so that it and the
 * evaluation never write over one another.
 */
public final class RiskStore {
  /** As managedFields shows it. */
  public static final String FIELD_MANAGER = "rightsizing-risk";

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  public RiskStore(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Whether a status as {@link RiskMapper} makes it says something else than what is there. Only
   * risk and its condition are looked at.
   */
  boolean differs(Recommendation object, RecommendationStatus wanted) {
    RecommendationStatus is = object.getStatus();
    if (is == null || is.getRisk() == null) {
      return true;
    }
    RecommendationStatus own = new RecommendationStatus();
    own.setRisk(is.getRisk());
    own.setConditions(
        is.getConditions() == null
            ? null
            : is.getConditions().stream()
                .filter(condition -> condition.getType().equals(Conditions.AT_RISK))
                .toList());
    return !Serialization.asJson(own).equals(Serialization.asJson(wanted));
  }

  /** Replaces the risk watch's part of the status. */
  void apply(Recommendation object, RecommendationStatus status) {
    Recommendation update = new Recommendation();
    update.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .build());
    update.setStatus(status);
    client.resource(update).subresource("status").patch(APPLY);
  }
}
