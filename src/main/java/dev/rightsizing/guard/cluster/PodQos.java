// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The QoS class of a pod, as Kubernetes computes it from all containers, init containers too. */
enum PodQos {
  GUARANTEED("Guaranteed"),
  BURSTABLE("Burstable"),
  BEST_EFFORT("BestEffort");

  private final String text;

  PodQos(String text) {
    this.text = text;
  }

  /** As in a pod's status. */
  String text() {
    return text;
  }

  /**
   * Of the sizes of all containers, one map each.
   *
   * <p>A zero is as good as absent.
   */
  static PodQos of(Collection<Map<Resource, Size>> containers) {
    boolean any = false;
    boolean guaranteed = !containers.isEmpty();
    for (Map<Resource, Size> container : containers) {
      for (Resource resource : Resource.values()) {
        Size size = container.getOrDefault(resource, Size.NONE);
        any |= some(size.request()).isPresent() || some(size.limit()).isPresent();
        guaranteed &= isGuaranteed(size);
      }
    }
    return guaranteed ? GUARANTEED : any ? BURSTABLE : BEST_EFFORT;
  }

  /** Whether one resource of one container lets its pod be Guaranteed. */
  static boolean isGuaranteed(Size size) {
    return some(size.limit()).isPresent() && some(size.request()).equals(some(size.limit()));
  }

  private static Optional<Amount> some(Optional<Amount> amount) {
    return amount.filter(a -> !a.isZero());
  }
}
