// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.model.apply.LivePod.ResizeReport;
import dev.rightsizing.model.apply.ResizeState;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells how far a pod's resize is: by its conditions since Kubernetes 1.33, by {@code
 * status.resize} before, and where neither says anything by whether its spec and what runs differ.
 */
final class ResizeConditions {
  static final String PENDING = "PodResizePending";
  static final String IN_PROGRESS = "PodResizeInProgress";
  private static final String TRUE = "True";
  private static final String RESIZE = "resize";

  private ResizeConditions() {}

  /**
   * Of one pod.
   *
   * @param containers of the same pod
   */
  static ResizeReport of(Pod pod, List<LiveContainer> containers) {
    List<PodCondition> standing =
        Stream.of(PENDING, IN_PROGRESS)
            .flatMap(type -> Times.condition(pod, type).stream())
            .filter(c -> TRUE.equals(c.getStatus()))
            .toList();
    Optional<ResizeReport> newest =
        standing.stream()
            .filter(condition -> speaksOfNewest(pod, condition))
            .map(ResizeConditions::report)
            .min(Comparator.comparing(ResizeReport::state));
    if (newest.isPresent()) {
      return newest.get();
    }
    if (!standing.isEmpty()) {
      return requested(pod);
    }
    return before133(pod)
        .orElseGet(
            () ->
                containers.stream().anyMatch(ResizeConditions::differs)
                    ? requested(pod)
                    : ResizeReport.DONE);
  }

  /** Kubelets before 1.34 do not say which spec they speak of. */
  private static boolean speaksOfNewest(Pod pod, PodCondition condition) {
    Long spoken = condition.getObservedGeneration();
    Long newest = pod.getMetadata().getGeneration();
    return spoken == null || spoken == 0 || newest == null || spoken >= newest;
  }

  private static ResizeReport report(PodCondition condition) {
    String reason = Objects.requireNonNullElse(condition.getReason(), "");
    return new ResizeReport(
        PENDING.equals(condition.getType()) ? pending(reason) : inProgress(reason),
        Objects.requireNonNullElse(condition.getMessage(), ""),
        Times.parse(condition.getLastTransitionTime()));
  }

  /** What waits for a reason that is not known may yet be granted. */
  private static ResizeState pending(String reason) {
    return ResizeState.INFEASIBLE.text().equals(reason)
        ? ResizeState.INFEASIBLE
        : ResizeState.DEFERRED;
  }

  private static ResizeState inProgress(String reason) {
    return ResizeState.ERROR.text().equals(reason) ? ResizeState.ERROR : ResizeState.IN_PROGRESS;
  }

  private static Optional<ResizeReport> before133(Pod pod) {
    String resize = pod.getStatus() == null ? null : pod.getStatus().getResize();
    if (resize == null || resize.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (resize) {
          case "InProgress" -> new ResizeReport(ResizeState.IN_PROGRESS, "", Optional.empty());
          case "Deferred" -> new ResizeReport(ResizeState.DEFERRED, "", Optional.empty());
          case "Infeasible" -> new ResizeReport(ResizeState.INFEASIBLE, "", Optional.empty());
          default -> requested(pod);
        });
  }

  private static ResizeReport requested(Pod pod) {
    return new ResizeReport(ResizeState.REQUESTED, "", lastWritten(pod));
  }

  /** When anybody last wrote its sizes: only the resize subresource can, once it is created. */
  private static Optional<Instant> lastWritten(Pod pod) {
    return pod.getMetadata().getManagedFields().stream()
        .filter(written -> RESIZE.equals(written.getSubresource()))
        .map(ManagedFieldsEntry::getTime)
        .flatMap(time -> Times.parse(time).stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether the node reports other sizes than the spec has; init containers are never resized. */
  private static boolean differs(LiveContainer container) {
    if (container.role() == ContainerRole.INIT) {
      return false;
    }
    for (Resource resource : Resource.values()) {
      Size spec = container.spec(resource);
      boolean otherRuns = !container.actual().isEmpty() && !container.actual(resource).equals(spec);
      boolean otherAdmitted =
          container.allocated().containsKey(resource)
              && !spec.request().equals(Optional.of(container.allocated().get(resource)));
      if (otherRuns || otherAdmitted) {
        return true;
      }
    }
    return false;
  }
}
