// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import java.util.List;
import java.util.Optional;

/**
 * What a pod counts as a whole, by the scheduler's rule: what runs together, or the greatest init
 * container with the sidecars before it, if that is more.
 */
final class PodSum {
  private PodSum() {}

  /** One container's part; absent counts as none. */
  record Part(ContainerRole role, Optional<Amount> amount) {}

  /**
   * The sum, without the pod's overhead.
   *
   * @param parts init containers and sidecars among them in the order of their list
   */
  static Amount of(Resource resource, List<Part> parts) {
    Amount none = Amount.zero(resource);
    Amount running = none;
    Amount sidecars = none;
    Amount most = none;
    for (Part part : parts) {
      Amount amount = part.amount().orElse(none);
      switch (part.role()) {
        case MAIN -> running = running.plus(amount);
        case SIDECAR -> {
          running = running.plus(amount);
          sidecars = sidecars.plus(amount);
        }
        case INIT -> most = most.max(sidecars.plus(amount));
        case POD -> {
          // It is no part of what the containers count.
        }
      }
    }
    return running.max(most);
  }
}
