// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.RiskMapper;
import dev.rightsizing.reconcile.steps.StatusApply;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Writes the risk of a Recommendation under a field manager of its own, so that it and the
 * evaluation never write over one another.
 */
public final class RiskStore {
  /** As managedFields shows it. */
  public static final String FIELD_MANAGER = "rightsizing-risk";

  private final ObjectMapper json = new ObjectMapper();
  private final StatusApply apply;

  public RiskStore(KubernetesClient client) {
    this.apply = new StatusApply(client, FIELD_MANAGER);
  }

  /**
   * Whether a status as {@link RiskMapper} makes it says something else than what is there. Only
   * risk and its condition are looked at, and of them not the words: they follow from the rest but
   * for the last digits, and a status must rest while nothing happens.
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
    return !withoutWords(own).equals(withoutWords(wanted));
  }

  private JsonNode withoutWords(RecommendationStatus status) {
    ObjectNode tree = json.valueToTree(status);
    tree.withObject("/risk").remove("reasons");
    tree.withArray("/conditions").forEach(condition -> ((ObjectNode) condition).remove("message"));
    return tree;
  }

  /** Replaces the risk watch's part of the status. */
  void apply(Recommendation object, RecommendationStatus status) {
    apply.status(object, status);
  }
}
