// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.ProposalMapper;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.StatusWriter;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the proposals' part of status under a field manager of its own, and only what differs, so
 * that a pass without news writes nothing.
 */
public final class ProposalStore {
  /** As managedFields shows it. */
  public static final String FIELD_MANAGER = "rightsizing-proposal";

  private final ProposalMapper mapper = new ProposalMapper();
  private final StatusWriter writer;
  private final BoundedWrites writes;

  /**
   * @param writer under {@link #FIELD_MANAGER}
   */
  public ProposalStore(StatusWriter writer, BoundedWrites writes) {
    this.writer = writer;
    this.writes = writes;
  }

  /**
   * Writes a policy's part.
   *
   * @return whether it differed
   */
  boolean policy(RightSizingPolicy policy, RightSizingPolicyStatus status) {
    if (text(part(policy.getStatus())).equals(text(part(status)))) {
      return false;
    }
    writer.status(policy, status);
    return true;
  }

  /** Takes a policy's part away. */
  boolean clear(RightSizingPolicy policy) {
    return policy(policy, new RightSizingPolicyStatus());
  }

  /**
   * Writes what became of each workload; one that is not named any more loses its part.
   *
   * @return what was refused, for people
   */
  List<String> workloads(
      Map<WorkloadRef, Recommendation> objects, Map<WorkloadRef, WorkloadProposal> proposals) {
    List<Runnable> jobs = new ArrayList<>();
    List<WorkloadRef> of = new ArrayList<>();
    objects.forEach(
        (ref, object) -> {
          RecommendationStatus status =
              Optional.ofNullable(proposals.get(ref))
                  .map(proposal -> mapper.workload(kept(proposal, object)))
                  .orElseGet(RecommendationStatus::new);
          if (differs(object, status)) {
            jobs.add(() -> writer.status(object, status));
            of.add(ref);
          }
        });
    return writes.run(jobs).stream()
        .map(refused -> of.get(refused.write()) + ": " + refused.why())
        .toList();
  }

  /** A state that lasts keeps its time. */
  private WorkloadProposal kept(WorkloadProposal proposal, Recommendation object) {
    return mapper
        .remembered(object.getStatus())
        .filter(before -> before.state() == proposal.state())
        .map(
            before ->
                new WorkloadProposal(
                    proposal.state(),
                    proposal.url(),
                    proposal.file(),
                    proposal.reason(),
                    proposal.message(),
                    proposal.proposed(),
                    before.since()))
        .orElse(proposal);
  }

  private static boolean differs(Recommendation object, RecommendationStatus status) {
    Object before = object.getStatus() == null ? null : object.getStatus().getProposal();
    return !text(before).equals(text(status.getProposal()));
  }

  private static RightSizingPolicyStatus part(RightSizingPolicyStatus status) {
    RightSizingPolicyStatus part = new RightSizingPolicyStatus();
    if (status != null) {
      part.setProposal(status.getProposal());
      part.setConditions(
          Objects.requireNonNullElse(status.getConditions(), List.<Condition>of()).stream()
              .filter(c -> c.getType().equals(Conditions.PROPOSED))
              .collect(Collectors.toList()));
    }
    if (part.getConditions() != null && part.getConditions().isEmpty()) {
      part.setConditions(null);
    }
    return part;
  }

  private static String text(Object part) {
    return part == null ? "" : Serialization.asJson(part);
  }
}
