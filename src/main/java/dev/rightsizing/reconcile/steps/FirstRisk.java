// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Assesses the risk of workloads whose Recommendation is about to be created, so that its first
 * status has it.
 */
@FunctionalInterface
public interface FirstRisk {

  /** Leaves all of it to the risk evaluation. */
  FirstRisk NONE = (policy, created, now) -> Map.of();

  /**
   * The risk and its condition, by workload; workloads of which it is not known are absent. It
   * never fails: the risk evaluation assesses and reports what is missing here.
   *
   * @param created with the status that the evaluation gives them
   */
  Map<WorkloadRef, RecommendationStatus> assess(
      Policy policy, List<Recommendation> created, Instant now);
}
