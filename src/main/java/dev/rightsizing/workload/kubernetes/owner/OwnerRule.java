// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import java.util.Optional;

/** Knows the marks that one kind of owner leaves. */
@FunctionalInterface
interface OwnerRule {

  /** The owner, where its marks are there; the evidence names them and not the workload. */
  Optional<WorkloadOwner> owner(OwnedObject object);
}
