// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PodPlace;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.watch.EqualValues;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is kept of a pod.
 *
 * @param node where it runs; empty unless it is running
 * @param created RFC 3339 in UTC, so that text order is time order
 * @param ended whether it succeeded or failed, so that no quota counts it
 * @param neverResized whether its containers have had the same sizes since it was created
 * @param sizes by container name, what scheduler and quotas count for it
 * @param inForce by container name, what the kernel holds it to
 * @param asks what the pod asks for as a whole, by the scheduler's rule, and what runs to its end
 * @param level what the pod asks for at its own level, and its overhead
 * @param resized when it was last resized in place; empty where it never was
 * @param kills by container name, the last end of each where that was an OOM kill
 */
record PodRecord(
    String name,
    Optional<Controller> controller,
    Optional<String> node,
    String created,
    boolean ended,
    boolean neverResized,
    Map<String, Map<Resource, Size>> sizes,
    Map<String, Map<Resource, Size>> inForce,
    PodAsk asks,
    PodLevel level,
    Optional<Instant> resized,
    Map<String, OomKill> kills) {

  private static final String RUNNING = "Running";
  private static final String RESIZE = "resize";
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  /**
   * Reduces pods. Pods of one workload are alike, so that equal parts are kept once: ten thousand
   * pods then cost little more than their names.
   */
  static final class Reduction implements Function<Pod, PodRecord> {
    private final EqualValues equal = new EqualValues();

    @Override
    public PodRecord apply(Pod pod) {
      PodResources resources = PodResources.of(pod);
      Map<String, Map<Resource, Size>> inForce = once(resources.inForce());
      return new PodRecord(
          pod.getMetadata().getName(),
          once(Controller.of(pod.getMetadata())),
          once(runningOn(pod)),
          Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), ""),
          ended(pod),
          neverResized(pod),
          once(resources.counted()),
          inForce,
          once(PodAsk.of(pod.getSpec(), resources.counted())),
          once(PodLevel.of(pod.getSpec())),
          resized(pod),
          PodKills.of(pod, inForce));
    }

    private <T> T once(T value) {
      return equal.once(value);
    }
  }

  private static boolean ended(Pod pod) {
    return pod.getStatus() != null && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
  }

  /** Where it runs and since when; empty where the pod does not say when it was created. */
  Optional<PodPlace> place() {
    try {
      return Optional.of(new PodPlace(node, Instant.parse(created), neverResized));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Generation 1 is the pod as it was created: a resize counts it up. API servers before Kubernetes
   * 1.33 do not count; they report resources in the status only where pods can be resized at all.
   */
  private static boolean neverResized(Pod pod) {
    Long generation = pod.getMetadata().getGeneration();
    if (generation != null && generation > 0) {
      return generation == 1;
    }
    return pod.getStatus() == null
        || pod.getStatus().getContainerStatuses() == null
        || pod.getStatus().getContainerStatuses().stream()
            .allMatch(status -> status.getResources() == null);
  }

  private static Optional<String> runningOn(Pod pod) {
    boolean running = pod.getStatus() != null && RUNNING.equals(pod.getStatus().getPhase());
    return running ? Optional.ofNullable(pod.getSpec().getNodeName()) : Optional.empty();
  }

  /** When anybody last wrote its sizes: only the resize subresource can, once it is created. */
  private static Optional<Instant> resized(Pod pod) {
    return pod.getMetadata().getManagedFields().stream()
        .filter(written -> RESIZE.equals(written.getSubresource()) && written.getTime() != null)
        .map(written -> Instant.parse(written.getTime()))
        .max(Comparator.naturalOrder());
  }

  /**
   * Its kills with the limit in force at the time: its own, unless it was resized since, when the
   * limit is not recorded. The lowest known limit then keeps a kill from raising the size too far.
   *
   * @param template by container name, the memory limit of a new pod
   */
  Map<String, OomKill> killsUnder(Map<String, Optional<Amount>> template) {
    Map<String, OomKill> under = new HashMap<>();
    kills.forEach(
        (container, kill) -> {
          boolean since = resized.filter(at -> !at.isBefore(kill.at())).isPresent();
          Optional<Amount> other =
              since ? template.getOrDefault(container, Optional.empty()) : Optional.empty();
          under.put(
              container,
              other.isEmpty()
                  ? kill
                  : kill.under(kill.limit().map(other.get()::min).or(() -> other)));
        });
    return under;
  }
}
