// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;
import java.util.Optional;

/**
 * What each living pod runs with, by its own spec and, where a resize is on its way, its status.
 *
 * @param byPod by pod, then by container and resource
 * @param places where those pods run, as far as it is known
 */
public record PodSizes(
    Map<PodRef, Map<String, Map<Resource, Size>>> byPod, Map<PodRef, PodPlace> places) {

  /** No pod is known. */
  public static final PodSizes NONE = new PodSizes(Map.of());

  public PodSizes {
    byPod = Map.copyOf(byPod);
    places = Map.copyOf(places);
  }

  /** Pods of which it is not known where they run. */
  public PodSizes(Map<PodRef, Map<String, Map<Resource, Size>>> byPod) {
    this(byPod, Map.of());
  }

  /** A pod by name. */
  public record PodRef(String namespace, String pod) {}

  /** Whether a pod lives. */
  public boolean knows(String namespace, String pod) {
    return byPod.containsKey(new PodRef(namespace, pod));
  }

  /** Where a pod runs; empty where that is not known. */
  public Optional<PodPlace> place(String namespace, String pod) {
    return Optional.ofNullable(places.get(new PodRef(namespace, pod)));
  }

  /** The size of one container of one pod; {@link Size#NONE} where nothing is known of it. */
  public Size of(String namespace, String pod, String container, Resource resource) {
    return byPod
        .getOrDefault(new PodRef(namespace, pod), Map.of())
        .getOrDefault(container, Map.of())
        .getOrDefault(resource, Size.NONE);
  }
}
