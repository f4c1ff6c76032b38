// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod.Ended;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.watch.EqualValues;
import dev.rightsizing.workload.kubernetes.TemplateContainers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads a pod's containers: what they ask for, what they run with, how they fare. */
final class LiveContainers {
  private static final String ALWAYS = "Always";
  private static final String RESTART = "RestartContainer";

  private final EqualValues equal;

  LiveContainers(EqualValues equal) {
    this.equal = equal;
  }

  /** Those of the spec, the ordinary ones first. */
  List<LiveContainer> of(Pod pod) {
    List<ContainerStatus> mains =
        pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    List<ContainerStatus> inits =
        pod.getStatus() == null ? List.of() : pod.getStatus().getInitContainerStatuses();
    List<LiveContainer> found = new ArrayList<>();
    for (Container container : pod.getSpec().getContainers()) {
      found.add(container(container, ContainerRole.MAIN, status(mains, container)));
    }
    for (Container container : pod.getSpec().getInitContainers()) {
      boolean sidecar = ALWAYS.equals(container.getRestartPolicy());
      found.add(
          container(
              container,
              sidecar ? ContainerRole.SIDECAR : ContainerRole.INIT,
              status(inits, container)));
    }
    return found;
  }

  private static Optional<ContainerStatus> status(
      List<ContainerStatus> statuses, Container container) {
    return statuses.stream().filter(s -> container.getName().equals(s.getName())).findFirst();
  }

  private LiveContainer container(
      Container container, ContainerRole role, Optional<ContainerStatus> status) {
    Optional<ContainerState> state = status.map(ContainerStatus::getState);
    ResourceRequirements resources = container.getResources();
    return new LiveContainer(
        equal.once(container.getName()),
        role,
        equal.once(sizes(resources)),
        equal.once(sizes(status.map(ContainerStatus::getResources).orElse(null))),
        equal.once(allocated(status)),
        resources != null && resources.getClaims() != null && !resources.getClaims().isEmpty(),
        equal.once(restartsFor(container)),
        status.map(ContainerStatus::getRestartCount).orElse(0),
        state
            .map(ContainerState::getRunning)
            .flatMap(running -> Times.parse(running.getStartedAt())),
        equal.once(state.map(ContainerState::getWaiting).map(w -> text(w.getReason()))),
        last(status));
  }

  /** A limit of 0 is none. */
  private static Map<Resource, Size> sizes(ResourceRequirements resources) {
    Map<Resource, Size> sizes = TemplateContainers.sizes(resources);
    sizes.replaceAll((resource, size) -> size.enforced());
    sizes.values().removeIf(Size.NONE::equals);
    return Map.copyOf(sizes);
  }

  private static Map<Resource, Amount> allocated(Optional<ContainerStatus> status) {
    Map<Resource, Amount> allocated = new EnumMap<>(Resource.class);
    sizes(
            new ResourceRequirements(
                List.of(),
                Map.of(),
                status.map(ContainerStatus::getAllocatedResources).orElse(Map.of())))
        .forEach(
            (resource, size) ->
                size.request().ifPresent(amount -> allocated.put(resource, amount)));
    return Map.copyOf(allocated);
  }

  private static List<Resource> restartsFor(Container container) {
    List<Resource> restarts = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      if (container.getResizePolicy().stream()
          .anyMatch(
              policy ->
                  resource.key().equals(policy.getResourceName())
                      && RESTART.equals(policy.getRestartPolicy()))) {
        restarts.add(resource);
      }
    }
    return List.copyOf(restarts);
  }

  /** How it ended if it does not run again yet, else how it ended before. */
  private static Optional<Ended> last(Optional<ContainerStatus> status) {
    return ended(status.map(ContainerStatus::getState))
        .or(() -> ended(status.map(ContainerStatus::getLastState)));
  }

  private static Optional<Ended> ended(Optional<ContainerState> state) {
    return state
        .map(ContainerState::getTerminated)
        .map(
            end ->
                new Ended(
                    text(end.getReason()),
                    end.getExitCode() == null ? 0 : end.getExitCode(),
                    at(end)));
  }

  /** A kubelet that lost sight of a container cannot say when it ended. */
  private static Instant at(ContainerStateTerminated end) {
    return Times.parse(end.getFinishedAt())
        .or(() -> Times.parse(end.getStartedAt()))
        .orElse(Instant.EPOCH);
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
