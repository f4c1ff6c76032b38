// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.sizing.scaling.RecordedLoad;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.usage.CollectedUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The load of a workload from what a collector holds: the sum of the samples of an hour, over all
 * pods and containers, by the steps of an hour. Nothing is read.
 *
 * @param step between two samples of a pod
 */
record CollectedLoad(CollectedUsage usage, Duration step) implements RecordedLoad {
  private static final long HOUR = 3600;

  @Override
  public List<Hour> of(WorkloadRef workload, Resource resource, Set<String> containers) {
    // The hours at both ends of the window have only some of their steps.
    long first = Math.max(usage.firstHour(), -Math.floorDiv(-usage.from().getEpochSecond(), HOUR));
    long end = Math.min(usage.endHour(), Math.floorDiv(usage.to().getEpochSecond(), HOUR));
    double steps = (double) HOUR / Math.max(1, step.toSeconds());
    Map<Long, Double> sums = new TreeMap<>();
    for (String container : containers) {
      List<HourlySketches> tracks = usage.hours(new ContainerRef(workload, container), resource);
      if (tracks.stream().allMatch(HourlySketches::isEmpty)) {
        return List.of();
      }
      for (HourlySketches track : tracks) {
        for (HourFigures hour : track.figures(first, end)) {
          sums.merge(hour.hour(), hour.mean() * hour.samples() / steps, Double::sum);
        }
      }
    }
    return sums.entrySet().stream().map(e -> new Hour(e.getKey(), e.getValue())).toList();
  }
}
