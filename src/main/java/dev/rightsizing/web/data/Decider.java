// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.model.PlainText;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jboss.logging.Logger;

/**
 * Writes a person's decision with the operator's rights, and in the log who it was. Whoever calls
 * it has checked that the person may.
 */
public final class Decider {
  /** Each decision is one line of it, apart from the other messages of the page. */
  private static final Logger AUDIT = Logger.getLogger("dev.rightsizing.audit");

  /** As managedFields shows it, apart from the command line's {@code rightsize}. */
  private static final String FIELD_MANAGER = "rightsizing-page";

  private final KubernetesClient client;

  /**
   * @param client left open
   */
  public Decider(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Sets {@code spec.decision}, unless it is so already.
   *
   * @param person user name, for the log
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when it cannot be written
   */
  public void decide(Recommendation recommendation, Decision decision, String person) {
    Decision before = recommendation.getSpec().decisionOrPending();
    if (before == decision) {
      return;
    }
    client
        .resource(recommendation)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(FIELD_MANAGER)
                .build(),
            "{\"spec\":{\"decision\":\"" + decision.name() + "\"}}");
    AUDIT.infof(
        "decision user=%s recommendation=%s/%s from=%s to=%s",
        PlainText.line(person).replace(' ', '_'),
        recommendation.getMetadata().getNamespace(),
        recommendation.getMetadata().getName(),
        before,
        decision);
  }
}
