// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import java.util.List;
import java.util.Optional;

/** A container that a resize in place restarts, because its {@code resizePolicy} says so. */
record Restart(LivePod pod, LiveContainer container, Resource resource) {

  /** The first of a pod; empty where the resize restarts none. */
  static Optional<Restart> of(LivePod pod, ProposedStep step) {
    return step.steps().stream()
        .flatMap(
            s ->
                pod
                    .container(s.container())
                    .filter(c -> c.restartsFor().contains(s.resource()))
                    .map(c -> new Restart(pod, c, s.resource()))
                    .stream())
        .findFirst();
  }

  /** The first of all pods that a resize in place restarts. */
  static Optional<Restart> of(List<LivePod> pods, ProposedStep step) {
    return step.strategy() == ApplyStrategy.IN_PLACE
        ? pods.stream()
            .filter(pod -> !pod.deleting())
            .flatMap(pod -> of(pod, step).stream())
            .findFirst()
        : Optional.empty();
  }

  /** As the subject of a sentence. */
  @Override
  public String toString() {
    return "a resize of %s restarts container %s of pod %s (resizePolicy RestartContainer)"
        .formatted(resource.key(), container.name(), pod.name());
  }
}
