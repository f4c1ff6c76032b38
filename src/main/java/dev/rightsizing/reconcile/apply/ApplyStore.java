// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.apply.Journal;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Writes the part of mode Apply into the status of policies and Recommendations, under a field
 * manager of its own, and only what differs.
 */
public final class ApplyStore {
  /** As managedFields shows it. */
  public static final String FIELD_MANAGER = "rightsizing-apply-status";

  private final RecommendationStore recommendations;
  private final StatusWriter writer;
  private final BiConsumer<Recommendation, String> wrote;
  private final Clock clock;

  /**
   * @param writer under {@link #FIELD_MANAGER}
   * @param kept learns what was written
   */
  public ApplyStore(
      RecommendationStore recommendations,
      StatusWriter writer,
      ApplyRecommendations kept,
      Clock clock) {
    this.recommendations = recommendations;
    this.writer = writer;
    this.wrote = kept::wrote;
    this.clock = clock;
  }

  /** The journal of one pass over some Recommendations. */
  Journal journal(
      Map<WorkloadRef, Recommendation> objects, BiConsumer<WorkloadRef, String> refused) {
    return new RecommendationJournal(objects, recommendations, writer, refused, wrote, clock);
  }

  /**
   * Writes a policy's part.
   *
   * @return whether it differed
   */
  boolean policy(RightSizingPolicy policy, RightSizingPolicyStatus status) {
    if (text(policy.getStatus()).equals(text(status))) {
      return false;
    }
    writer.status(policy, status);
    return true;
  }

  /** Takes a policy's part away. */
  void clear(RightSizingPolicy policy) {
    policy(policy, new RightSizingPolicyStatus());
  }

  private static String text(RightSizingPolicyStatus status) {
    if (status == null) {
      return text(new RightSizingPolicyStatus());
    }
    RightSizingPolicyStatus part = new RightSizingPolicyStatus();
    part.setApply(status.getApply());
    List<Condition> own =
        Objects.requireNonNullElse(status.getConditions(), List.<Condition>of()).stream()
            .filter(c -> c.getType().equals(Conditions.APPLIED))
            .toList();
    part.setConditions(own.isEmpty() ? null : own);
    return Serialization.asJson(part);
  }
}
