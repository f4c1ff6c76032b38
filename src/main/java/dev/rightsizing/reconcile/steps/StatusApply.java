// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Server-side apply of Recommendations under one field manager, which owns what it names alone. */
public final class StatusApply {
  private final KubernetesClient client;
  private final PatchContext context;

  /**
   * @param fieldManager as managedFields shows it
   */
  public StatusApply(KubernetesClient client, String fieldManager) {
    this.client = client;
    this.context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(fieldManager)
            .withForce(true)
            .build();
  }

  /** Creates or changes the object; its status is not touched. */
  void object(Recommendation object) {
    client.resource(object).patch(context);
  }

  /** Replaces the field manager's part of the status. */
  public void status(Recommendation object, RecommendationStatus status) {
    Recommendation update = new Recommendation();
    update.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .build());
    update.setStatus(status);
    client.resource(update).subresource("status").patch(context);
  }
}
