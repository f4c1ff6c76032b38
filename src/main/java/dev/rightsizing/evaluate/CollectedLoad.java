// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.sizing.scaling.RecordedLoad;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.usage.CollectedUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The load of a workload from what a collector holds: what a pod used, times the pods that there
 * were. Where the collector keeps the greatest over pods, that is what a pod used, so that the load
 * is rather too high than too low. Nothing is read.
 */
record CollectedLoad(CollectedUsage usage) implements RecordedLoad {
  private static final long HOUR = 3600;

  @Override
  public List<Hour> of(WorkloadRef workload, Resource resource, Set<String> containers) {
    Map<Long, Double> perPod = new HashMap<>();
    for (String name : containers) {
      Map<Long, Mean> means = means(new ContainerRef(workload, name), resource);
      if (means.isEmpty()) {
        return List.of();
      }
      means.forEach((hour, mean) -> perPod.merge(hour, mean.value(), Double::sum));
    }
    List<Hour> hours = new ArrayList<>();
    perPod.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> hours.add(new Hour(e.getKey(), e.getValue() * usage.pods(workload, e.getKey()))));
    return hours;
  }

  private Map<Long, Mean> means(ContainerRef container, Resource resource) {
    // The hours at both ends of the window have only some of their steps.
    long first = Math.floorDiv(usage.from().getEpochSecond() + HOUR - 1, HOUR);
    long end = Math.floorDiv(usage.to().getEpochSecond(), HOUR);
    Map<Long, Mean> means = new HashMap<>();
    for (HourlySketches track : usage.hours(container, resource)) {
      for (HourFigures hour : track.figures(first, end)) {
        means.merge(
            hour.hour(), new Mean(hour.mean() * hour.samples(), hour.samples()), Mean::plus);
      }
    }
    return means;
  }

  /** Of samples of several pods. */
  private record Mean(double sum, long samples) {

    Mean plus(Mean other) {
      return new Mean(sum + other.sum, samples + other.samples);
    }

    double value() {
      return sum / samples;
    }
  }
}
