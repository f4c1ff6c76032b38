// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.util.Optional;

/**
 * One of kubectl's field managers, such as {@code kubectl-client-side-apply} or {@code
 * kubectl-edit}, or the annotation that {@code kubectl apply} leaves.
 */
final class KubectlRule implements OwnerRule {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  @Override
  public Optional<WorkloadOwner> owner(OwnedObject object) {
    boolean applied = object.annotation(LAST_APPLIED).isPresent();
    // With this annotation but none of its managers, another tool that applies alike has it.
    return object.writers().stream()
        .filter(KubectlRule::isKubectl)
        .findFirst()
        .map(
            manager ->
                "field manager %s wrote its containers%s"
                    .formatted(manager, applied ? ", and annotation " + LAST_APPLIED : ""))
        .or(
            () ->
                applied && object.writers().isEmpty()
                    ? Optional.of("annotation " + LAST_APPLIED)
                    : Optional.empty())
        .map(evidence -> new WorkloadOwner(ManagedBy.KUBECTL, "", evidence, Optional.empty()));
  }

  private static boolean isKubectl(String manager) {
    return manager.equals("kubectl") || manager.startsWith("kubectl-");
  }
}
