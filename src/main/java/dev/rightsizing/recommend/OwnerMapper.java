// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.Owner;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Maps who writes a workload's template to the status of its Recommendation, and back. */
final class OwnerMapper {
  private static final String NO_EVIDENCE =
      "no owner reference, label, annotation or field manager names an owner";

  private static final int LONGEST = 1024;

  /** The same owner gives the same text, so that it is no news. */
  Owner owner(WorkloadOwner from) {
    Owner owner = new Owner();
    owner.setManager(Owner.ManagedBy.valueOf(from.manager().text()));
    owner.setName(name(from));
    owner.setEvidence(
        from.evidence().isEmpty() ? NO_EVIDENCE : PlainText.line(from.evidence(), LONGEST));
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

  /** The owner as far as a status has it, which does not say where in Git its manifest lies. */
  static WorkloadOwner read(RecommendationStatus status) {
    Owner owner = status.getOwner();
    if (owner == null || owner.getManager() == null) {
      return WorkloadOwner.UNKNOWN;
    }
    ManagedBy manager =
        Arrays.stream(ManagedBy.values())
            .filter(m -> m.text().equals(owner.getManager().name()))
            .findFirst()
            .orElse(ManagedBy.UNKNOWN);
    String name = Objects.requireNonNullElse(owner.getName(), "");
    int slash = name.indexOf('/');
    boolean placed = slash > 0 && (manager == ManagedBy.ARGO_CD || manager == ManagedBy.FLUX);
    return new WorkloadOwner(
        manager,
        "",
        placed ? name.substring(0, slash) : "",
        placed ? name.substring(slash + 1) : name,
        Objects.requireNonNullElse(owner.getEvidence(), ""),
        Optional.empty());
  }
}
