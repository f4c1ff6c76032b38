// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.reconcile.risk.RiskWatches;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;

/**
 * Watches policies and has each evaluated when it is due. All that is done lies in {@link
 * PolicyEvaluation}; no fault leaves it, so a policy never blocks another one.
 */
@ControllerConfiguration(name = "policy")
public class PolicyReconciler implements Reconciler<RightSizingPolicy> {
  private final PolicyEvaluation cycle;
  private final RiskWatches watches;

  public PolicyReconciler(PolicyEvaluation cycle, RiskWatches watches) {
    this.cycle = cycle;
    this.watches = watches;
  }

  @Override
  public UpdateControl<RightSizingPolicy> reconcile(
      RightSizingPolicy policy, Context<RightSizingPolicy> context) {
    watches.keep(policy);
    Duration wait = cycle.due(policy);
    if (!wait.isZero()) {
      return UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(wait);
    }
    PolicyEvaluation.Result result = cycle.run(policy, context.getPrimaryCache().list().toList());
    watches.look(policy);
    // A bare object, because server-side apply owns what it sends.
    RightSizingPolicy update = new RightSizingPolicy();
    update.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(policy.getMetadata().getNamespace())
            .withName(policy.getMetadata().getName())
            .build());
    update.setSpec(null);
    update.setStatus(result.status());
    return UpdateControl.patchStatus(update).rescheduleAfter(result.next());
  }
}
