// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.sizing.PodTotal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one workload's pods are on one quota line, in cores or bytes.
 *
 * <p>What shrinks is given back only by pods that are there, each from what it asks for itself, and
 * what grows is asked for by every pod that will be, so a CronJob that does not run now frees
 * nothing but needs its growth. Worked: 3 replicas, all counted, 1 to 700m: -900m; the same resized
 * to 200m and recommended 180m: -60m; a CronJob at rest, 1 to 1200m: +200m.
 *
 * @param now all pods that are there, as they are
 * @param kept the same of which all that shrinks has shrunk and nothing has grown
 * @param then the same as they are recommended
 * @param fresh one more pod as it will be: as recommended, and by the template where nothing is
 * @param freshKept the same of which nothing has grown over the template
 * @param there how many pods the quota counts now
 */
record PodsOnLine(
    Amount now,
    Amount kept,
    Amount then,
    Amount fresh,
    Amount freshKept,
    int there,
    PodCountBounds pods,
    int replicas) {

  static PodsOnLine of(Candidate candidate, Quota line) {
    Workload workload = candidate.workload();
    int there = workload.footprint().now(workload.replicas());
    Amount none = Amount.zero(line.resource());
    Amount now = none;
    Amount kept = none;
    Amount then = none;
    List<ContainerSizing> pod = candidate.pod();
    for (Group group : groups(workload, there)) {
      now = now.plus(total(workload, pod, line, c -> group.now(c, line)).times(group.pods()));
      kept =
          kept.plus(
              total(workload, pod, line, c -> least(group.now(c, line), group.then(c, line)))
                  .times(group.pods()));
      then = then.plus(total(workload, pod, line, c -> group.then(c, line)).times(group.pods()));
    }
    return new PodsOnLine(
        now,
        kept,
        then,
        total(workload, pod, line, c -> fresh(c, line)),
        total(workload, pod, line, c -> least(template(c, line), fresh(c, line))),
        there,
        workload.footprint(),
        workload.replicas());
  }

  /** Pods that ask for the same; without one that is known all are as the current size. */
  private record Group(Optional<RunningPods> running, int pods) {

    Optional<Amount> now(ContainerSizing container, Quota line) {
      return counted(
          line,
          running
              .map(r -> r.of(container.container().name(), line.resource()))
              .orElse(container.of(line.resource()).current()));
    }

    Optional<Amount> then(ContainerSizing container, Quota line) {
      ResourceSizing sizing = container.of(line.resource());
      return keeps(sizing, line)
          ? now(container, line)
          : counted(line, sizing.recommended()).or(() -> now(container, line));
    }
  }

  private static List<Group> groups(Workload workload, int there) {
    return workload.running().isEmpty()
        ? List.of(new Group(Optional.empty(), there))
        : workload.running().stream()
            .sorted(Comparator.comparing(RunningPods::toString))
            .map(r -> new Group(Optional.of(r), r.pods()))
            .toList();
  }

  private static Amount total(
      Workload workload,
      List<ContainerSizing> pod,
      Quota line,
      Function<ContainerSizing, Optional<Amount>> of) {
    return PodTotal.of(pod, line.resource(), of).withOverhead(workload.pod(), line.onLimits());
  }

  static Optional<Amount> counted(Quota line, Size size) {
    return line.onLimits() ? size.limit() : size.request();
  }

  /** A limit that is taken away frees nothing: under a quota on limits pods without are refused. */
  static Optional<Amount> recommended(Quota line, ResourceSizing sizing) {
    return counted(line, sizing.recommended()).or(() -> counted(line, sizing.current()));
  }

  private static Optional<Amount> template(ContainerSizing container, Quota line) {
    return counted(line, container.container().template(line.resource()));
  }

  private static Optional<Amount> fresh(ContainerSizing container, Quota line) {
    ResourceSizing sizing = container.of(line.resource());
    return keeps(sizing, line) ? template(container, line) : recommended(line, sizing);
  }

  private static boolean keeps(ResourceSizing sizing, Quota line) {
    return line.onLimits() ? sizing.keepsLimit() : sizing.verdict().keepsAll();
  }

  private static Optional<Amount> least(Optional<Amount> now, Optional<Amount> then) {
    return now.flatMap(n -> then.map(n::min));
  }

  /** What shrinking gives back; not negative. */
  Amount givenBack() {
    return now.minus(kept);
  }

  /** What growing asks for; not negative. */
  Amount growth() {
    return then.minus(kept).plus(fresh.minus(freshKept).times(pods.steady(replicas) - there));
  }

  /** What it adds to the quota's {@code used}; negative when it gives back. */
  Amount added() {
    return growth().minus(givenBack());
  }

  /** What it adds with its autoscaler at the most and all its pods running. */
  Amount addedScaledOut() {
    return then.plus(fresh.times(pods.scaledOut(replicas) - there)).minus(now);
  }

  /** What it adds besides while it rolls. */
  Amount rolling() {
    return fresh.times(pods.rolling(replicas));
  }
}
