// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.AdaptiveEstimate;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.evaluate.PreviousSizes;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PreviousSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads from Recommendations what they asked for, so that a restart forgets nothing. */
public final class PreviousSizesReader {

  /** The sizes of the Recommendations that are there; what cannot be read is not there. */
  public PreviousSizes read(Collection<Recommendation> recommendations) {
    Map<ContainerRef, Map<Resource, PreviousSize>> sizes = new HashMap<>();
    for (Recommendation recommendation : recommendations) {
      workload(recommendation).ifPresent(ref -> add(sizes, ref, recommendation));
    }
    return (container, resource) ->
        Optional.ofNullable(sizes.getOrDefault(container, Map.of()).get(resource));
  }

  private static Optional<WorkloadRef> workload(Recommendation recommendation) {
    if (recommendation.getSpec() == null
        || recommendation.getSpec().getTarget() == null
        || recommendation.getStatus() == null
        || recommendation.getStatus().getContainers() == null) {
      return Optional.empty();
    }
    return RecommendationNames.workload(recommendation);
  }

  private static void add(
      Map<ContainerRef, Map<Resource, PreviousSize>> sizes,
      WorkloadRef ref,
      Recommendation recommendation) {
    for (ContainerRecommendation container : recommendation.getStatus().getContainers()) {
      Map<Resource, PreviousSize> known = new EnumMap<>(Resource.class);
      size(Resource.CPU, container.getCpu()).ifPresent(s -> known.put(Resource.CPU, s));
      size(Resource.MEMORY, container.getMemory()).ifPresent(s -> known.put(Resource.MEMORY, s));
      sizes.put(new ContainerRef(ref, container.getName()), known);
    }
  }

  private static Optional<PreviousSize> size(
      Resource resource, ResourceRecommendation recommendation) {
    AdaptiveEstimate estimate = recommendation == null ? null : recommendation.getAdaptive();
    if (estimate == null || estimate.getRequest() == null || estimate.getSince() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PreviousSize(
              Amount.parse(resource, estimate.getRequest()), Instant.parse(estimate.getSince())));
    } catch (IllegalArgumentException | DateTimeException e) {
      // Somebody else wrote it; the estimator then begins anew.
      return Optional.empty();
    }
  }
}
