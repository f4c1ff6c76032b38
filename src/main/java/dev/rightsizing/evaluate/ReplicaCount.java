// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.MeanReplicas;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.workload.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How many pods a workload's savings are counted for: the mean over the part of the window that has
 * data, where pods come and go; else those of this moment.
 */
final class ReplicaCount {
  private static final long HOUR = 3600;

  /** Gaps in usage and pods that overlap while they roll move a mean by this much. */
  private static final double SAME = 0.1;

  private final CollectedUsage usage;
  private final Duration step;

  /**
   * Whether time without any usage is time of which the source knows nothing. Where something ran
   * all the time it is; where everything comes and goes it may be time without pods.
   */
  private final boolean gapsAreUnknown;

  ReplicaCount(CollectedUsage usage, ClusterView view, Duration step) {
    this.usage = usage;
    this.step = step;
    this.gapsAreUnknown =
        view.workloads().stream()
            .filter(w -> !w.ref().kind().isBatch() && w.replicas() > 0)
            .filter(w -> w.management().autoscalers().isEmpty())
            .anyMatch(w -> usage.podSteps(w.ref()) > 0);
  }

  MeanReplicas of(Workload workload) {
    long podSteps = usage.podSteps(workload.ref());
    OptionalLong first = firstHour(workload);
    if (podSteps == 0 || first.isEmpty()) {
      return MeanReplicas.now(now(workload));
    }
    long steps = steps(first.getAsLong());
    double mean = (double) podSteps / Math.max(1, steps);
    return comesAndGoes(workload, mean)
        ? new MeanReplicas(mean, now(workload), step.multipliedBy(steps))
        : MeanReplicas.now(now(workload));
  }

  /** Those that are there; of a batch workload as many as one run has, whether or not it runs. */
  private static int now(Workload workload) {
    boolean counted = !workload.running().isEmpty() && !workload.ref().kind().isBatch();
    return counted
        ? workload.running().stream().mapToInt(RunningPods::pods).sum()
        : workload.replicas();
  }

  private static boolean comesAndGoes(Workload workload, double mean) {
    int now = now(workload);
    return workload.ref().kind().isBatch()
        || !workload.management().autoscalers().isEmpty()
        || Math.abs(mean - now) > SAME * now;
  }

  /**
   * Since when it counts: since it exists, or since the source has data. An object may be younger
   * than its usage, when it was made anew; then a workload that runs all the time counts since its
   * first usage, and a batch workload, which begins with a time without pods, with the source.
   */
  private OptionalLong firstHour(Workload workload) {
    OptionalLong used = usage.firstHourOf(workload.ref());
    if (used.isEmpty()) {
      return used;
    }
    long source = usage.firstHour();
    OptionalLong made =
        workload.created().stream()
            .mapToLong(at -> Math.floorDiv(at.getEpochSecond(), HOUR))
            .filter(hour -> hour <= used.getAsLong())
            .findFirst();
    if (made.isPresent()) {
      return OptionalLong.of(Math.max(source, made.getAsLong()));
    }
    return workload.ref().kind().isBatch() ? OptionalLong.of(source) : used;
  }

  private long steps(long fromHour) {
    if (gapsAreUnknown) {
      return usage.observedSteps(fromHour);
    }
    Instant start = usage.firstObserved(fromHour).orElse(Instant.ofEpochSecond(fromHour * HOUR));
    return Duration.between(start, usage.to()).plus(step).dividedBy(step);
  }
}
