// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/**
 * An owner reference with {@code controller: true}. The Operator Lifecycle Manager's are not, so
 * that those count by their kind.
 */
final class OperatorRule implements OwnerRule {
  private static final String CLUSTER_SERVICE_VERSION = "ClusterServiceVersion";

  @Override
  public Optional<WorkloadOwner> owner(OwnedObject object) {
    return object.meta().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst()
        .map(reference -> owner(object, reference, "owner reference with controller: true"))
        .or(() -> ofLifecycleManager(object));
  }

  private static Optional<WorkloadOwner> ofLifecycleManager(OwnedObject object) {
    return object.meta().getOwnerReferences().stream()
        .filter(reference -> CLUSTER_SERVICE_VERSION.equals(reference.getKind()))
        .filter(reference -> String.valueOf(reference.getApiVersion()).startsWith("operators."))
        .findFirst()
        .map(reference -> owner(object, reference, "owner reference"));
  }

  private static WorkloadOwner owner(OwnedObject object, OwnerReference reference, String mark) {
    String name = reference.getKind() + "/" + reference.getName();
    return new WorkloadOwner(
        ManagedBy.OPERATOR,
        reference.getKind(),
        object.meta().getNamespace(),
        name,
        mark + " names " + name + " (" + reference.getApiVersion() + ")",
        Optional.empty());
  }
}
