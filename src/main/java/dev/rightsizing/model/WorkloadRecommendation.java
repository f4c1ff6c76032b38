// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;
import java.util.Map;

/**
 * The recommendation for one workload.
 *
 * @param containerSavings by container name; they add up to {@code savings}
 * @param scaling how many pods the savings are counted for, and what autoscalers have to say
 * @param problem why there are no numbers, or {@link Reason#EVALUATED}
 */
public record WorkloadRecommendation(
    Workload workload,
    List<ContainerSizing> containers,
    Savings savings,
    Map<String, Savings> containerSavings,
    PriceSource priceSource,
    Confidence confidence,
    QuotaFit quota,
    Evidence evidence,
    Patches patches,
    Reason problem,
    String message,
    Scaling scaling) {

  /** One that no autoscaler scales, counted for the pods of this moment. */
  public WorkloadRecommendation(
      Workload workload,
      List<ContainerSizing> containers,
      Savings savings,
      Map<String, Savings> containerSavings,
      PriceSource priceSource,
      Confidence confidence,
      QuotaFit quota,
      Evidence evidence,
      Patches patches,
      Reason problem,
      String message) {
    this(
        workload,
        containers,
        savings,
        containerSavings,
        priceSource,
        confidence,
        quota,
        evidence,
        patches,
        problem,
        message,
        Scaling.now(workload.replicas()));
  }

  public WorkloadRecommendation {
    containers = List.copyOf(containers);
    containerSavings = Map.copyOf(containerSavings);
  }

  /** The same with what its quotas say. */
  public WorkloadRecommendation withQuota(QuotaFit fit) {
    return new WorkloadRecommendation(
        workload,
        containers,
        savings,
        containerSavings,
        priceSource,
        confidence,
        fit,
        evidence,
        patches,
        problem,
        message,
        scaling);
  }
}
