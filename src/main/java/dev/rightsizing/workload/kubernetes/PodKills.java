// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.saturation.OomKill;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The OOM kills in a pod's own status: for each container the last termination only, which is all
 * that Kubernetes keeps.
 */
final class PodKills {
  private static final String OOM_KILLED = "OOMKilled";

  private PodKills() {}

  /**
   * Kills by container name.
   *
   * @param sizes that the pod's containers are held to now
   */
  static Map<String, OomKill> of(Pod pod, Map<String, Map<Resource, Size>> sizes) {
    Map<String, OomKill> kills = new HashMap<>();
    if (pod.getStatus() == null) {
      return kills;
    }
    List<ContainerStatus> mains = pod.getStatus().getContainerStatuses();
    List<ContainerStatus> inits = pod.getStatus().getInitContainerStatuses();
    Stream.concat(mains.stream(), inits.stream())
        .forEach(
            status ->
                time(status)
                    .ifPresent(
                        at -> {
                          Optional<Amount> limit =
                              sizes
                                  .getOrDefault(status.getName(), Map.of())
                                  .getOrDefault(Resource.MEMORY, Size.NONE)
                                  .limit();
                          String name = pod.getMetadata().getName();
                          kills.put(status.getName(), OomKill.exactly(name, at, limit));
                        }));
    return kills;
  }

  /** When the container was killed: how it ended now, if it did, else how it ended before. */
  private static Optional<Instant> time(ContainerStatus status) {
    return killed(status.getState()).or(() -> killed(status.getLastState()));
  }

  private static Optional<Instant> killed(ContainerState state) {
    ContainerStateTerminated end = state == null ? null : state.getTerminated();
    if (end == null || !OOM_KILLED.equals(end.getReason()) || end.getFinishedAt() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(end.getFinishedAt()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
