// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.proposal.Owner;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;

/** Maps who writes a workload's template to the status of its Recommendation. */
final class OwnerMapper {
  private static final String NO_EVIDENCE =
      "no owner reference, label, annotation or field manager names an owner";

  /** The same owner gives the same text, so that it is no news. */
  Owner owner(WorkloadOwner from) {
    Owner owner = new Owner();
    owner.setManager(Owner.Manager.valueOf(from.manager().text()));
    owner.setName(name(from));
    owner.setEvidence(from.evidence().isEmpty() ? NO_EVIDENCE : from.evidence());
    return owner;
  }

  /** With its namespace where a person has to look for it in another one. */
  private static String name(WorkloadOwner from) {
    if (from.name().isEmpty()) {
      return null;
    }
    boolean placed =
        !from.namespace().isEmpty()
            && (from.manager() == ManagedBy.ARGO_CD || from.manager() == ManagedBy.FLUX);
    return placed ? from.namespace() + "/" + from.name() : from.name();
  }
}
