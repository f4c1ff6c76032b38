// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplySummary;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the part of mode Apply into the status of Recommendations and policies. */
public final class ApplyStatusMapper {
  private final ApplyMapper mapper = new ApplyMapper();

  /**
   * How a policy's changes are as a whole.
   *
   * @param applied whether all workloads have the recommended sizes
   * @param states how many workloads are in which state
   */
  public record Summary(
      boolean applied, Reason reason, String message, Map<ApplyState, Integer> states) {
    public Summary {
      states = Map.copyOf(states);
    }
  }

  /**
   * The part of a Recommendation: what is remembered, and the condition.
   *
   * @param before the status that is there, for the time of the condition; may be null
   */
  public RecommendationStatus workload(
      ApplyMemory memory, RecommendationStatus before, Instant now) {
    RecommendationStatus status = new RecommendationStatus();
    status.setApply(mapper.write(memory));
    status.setConditions(
        new Conditions(own(before == null ? null : before.getConditions()), 0, now)
            .set(
                Conditions.APPLIED,
                isApplied(memory) ? Condition.Status.True : Condition.Status.False,
                memory.reason(),
                memory.message())
            .toList());
    return status;
  }

  /** Whether nothing is left to do: the last change ended well, or none is needed. */
  public static boolean isApplied(ApplyMemory memory) {
    return memory.state() == ApplyState.APPLIED
        || memory.state() == ApplyState.HELD && memory.reason() == Reason.NOTHING_TO_APPLY;
  }

  /**
   * The part of a policy.
   *
   * @param before the status that is there, for the time of the condition; may be null
   */
  public RightSizingPolicyStatus policy(
      Summary summary, RightSizingPolicyStatus before, long generation, Instant now) {
    RightSizingPolicyStatus status = new RightSizingPolicyStatus();
    status.setApply(counts(summary.states()));
    status.setConditions(
        new Conditions(own(before == null ? null : before.getConditions()), generation, now)
            .set(
                Conditions.APPLIED,
                summary.applied() ? Condition.Status.True : Condition.Status.False,
                summary.reason(),
                summary.message())
            .toList());
    return status;
  }

  private static ApplySummary counts(Map<ApplyState, Integer> states) {
    ApplySummary counts = new ApplySummary();
    counts.setHeld(states.getOrDefault(ApplyState.HELD, 0));
    counts.setReady(states.getOrDefault(ApplyState.READY, 0));
    counts.setApplying(states.getOrDefault(ApplyState.APPLYING, 0));
    counts.setWatching(states.getOrDefault(ApplyState.WATCHING, 0));
    counts.setApplied(states.getOrDefault(ApplyState.APPLIED, 0));
    counts.setUndone(states.getOrDefault(ApplyState.UNDONE, 0));
    counts.setGivenUp(states.getOrDefault(ApplyState.GIVEN_UP, 0));
    counts.setOwnedByOther(states.getOrDefault(ApplyState.OWNED_BY_OTHER, 0));
    return counts;
  }

  private static List<Condition> own(List<Condition> before) {
    return before == null
        ? List.of()
        : before.stream().filter(c -> c.getType().equals(Conditions.APPLIED)).toList();
  }
}
