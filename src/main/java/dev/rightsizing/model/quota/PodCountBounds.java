// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many pods a workload may have at once, and what scoped quotas ask of its template.
 *
 * @param counted pods that quotas count now, all but those that succeeded or failed; empty when not
 *     known: as many as replicas
 * @param ended whether it starts no pods any more: a finished Job, or one that is suspended
 * @param most the {@code maxReplicas} of its HorizontalPodAutoscaler; empty without one
 * @param surge over its replicas while it rolls
 * @param overlaps whether its runs may overlap (CronJob with {@code concurrencyPolicy: Allow}), so
 *     that nothing bounds its pods
 * @param priorityClass of the template
 * @param terminating whether the template has {@code activeDeadlineSeconds}
 */
public record PodCountBounds(
    OptionalInt counted,
    boolean ended,
    OptionalInt most,
    Surge surge,
    boolean overlaps,
    Optional<String> priorityClass,
    boolean terminating) {

  /** Nothing special: as many pods as replicas. */
  public static final PodCountBounds PLAIN =
      new PodCountBounds(
          OptionalInt.empty(),
          false,
          OptionalInt.empty(),
          Surge.NONE,
          false,
          Optional.empty(),
          false);

  /** Pods that the quotas' {@code used} holds now. */
  public int now(int replicas) {
    return counted.orElse(replicas);
  }

  /** Pods that it will have without scaling or rolling. */
  public int steady(int replicas) {
    return ended ? now(replicas) : Math.max(now(replicas), replicas);
  }

  /** Pods that it has with its autoscaler at the most. */
  public int scaledOut(int replicas) {
    return Math.max(steady(replicas), most.orElse(0));
  }

  /** Pods that it may have beyond those, while it rolls. */
  public int rolling(int replicas) {
    return ended ? 0 : surge.of(scaledOut(replicas));
  }

  public PodCountBounds withCounted(int pods) {
    return new PodCountBounds(
        OptionalInt.of(pods), ended, most, surge, overlaps, priorityClass, terminating);
  }

  public PodCountBounds withMost(int maxReplicas) {
    return new PodCountBounds(
        counted, ended, OptionalInt.of(maxReplicas), surge, overlaps, priorityClass, terminating);
  }

  public PodCountBounds withSurge(Surge other) {
    return new PodCountBounds(counted, ended, most, other, overlaps, priorityClass, terminating);
  }

  /** Of a batch workload. */
  public PodCountBounds withRuns(boolean hasEnded, boolean mayOverlap) {
    return new PodCountBounds(
        counted, hasEnded, most, surge, mayOverlap, priorityClass, terminating);
  }

  /** What its pod template says. */
  public PodCountBounds withTemplate(Optional<String> priority, boolean hasDeadline) {
    return new PodCountBounds(counted, ended, most, surge, overlaps, priority, hasDeadline);
  }
}
