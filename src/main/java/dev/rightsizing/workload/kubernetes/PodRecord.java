// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.saturation.OomKill;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is kept of a pod.
 *
 * @param node where it runs; empty unless it is running
 * @param created RFC 3339 in UTC, so that text order is time order
 * @param ended whether it succeeded or failed, so that no quota counts it
 * @param sizes by container name, what the API server admitted, defaults of LimitRanges included
 * @param level what the pod asks for at its own level, and its overhead
 * @param kills by container name, the last end of each where that was an OOM kill
 */
record PodRecord(
    String name,
    Optional<Controller> controller,
    Optional<String> node,
    String created,
    boolean ended,
    Map<String, Map<Resource, Size>> sizes,
    PodLevel level,
    Map<String, OomKill> kills) {

  private static final String RUNNING = "Running";
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  /**
   * Reduces pods. Pods of one workload are alike, so that equal parts are kept once: ten thousand
   * pods then cost little more than their names. It forgets now and then, so that it does not grow
   * with all that ever was.
   */
  static final class Reduction implements Function<Pod, PodRecord> {
    private static final int MOST_KEPT = 20_000;

    private final Map<Object, Object> kept = new HashMap<>();

    @Override
    public PodRecord apply(Pod pod) {
      Map<String, Map<Resource, Size>> sizes = once(sizes(pod));
      return new PodRecord(
          pod.getMetadata().getName(),
          once(Controller.of(pod.getMetadata())),
          once(runningOn(pod)),
          Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), ""),
          ended(pod),
          sizes,
          once(PodLevel.of(pod.getSpec())),
          PodKills.of(pod, sizes));
    }

    private <T> T once(T value) {
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      @SuppressWarnings("unchecked") // a value's equal is of its type here
      T first = (T) kept.putIfAbsent(value, value);
      return first == null ? value : first;
    }
  }

  private static boolean ended(Pod pod) {
    return pod.getStatus() != null && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
  }

  private static Optional<String> runningOn(Pod pod) {
    boolean running = pod.getStatus() != null && RUNNING.equals(pod.getStatus().getPhase());
    return running ? Optional.ofNullable(pod.getSpec().getNodeName()) : Optional.empty();
  }

  private static Map<String, Map<Resource, Size>> sizes(Pod pod) {
    List<Container> mains = pod.getSpec().getContainers();
    List<Container> inits = pod.getSpec().getInitContainers();
    Map<String, Map<Resource, Size>> sizes = new HashMap<>();
    Stream.concat(mains.stream(), inits.stream())
        .forEach(c -> sizes.put(c.getName(), DeclaredWorkload.sizes(c.getResources())));
    return sizes;
  }
}
