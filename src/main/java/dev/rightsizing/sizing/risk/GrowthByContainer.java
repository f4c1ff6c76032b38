// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.ContainerReading;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The growth of a workload's containers, collected while they are evaluated. */
final class GrowthByContainer {
  private final Map<String, Growth> byContainer = new HashMap<>();

  void add(ContainerReading container, Growth growth) {
    byContainer.put(container.container(), growth);
  }

  Optional<Growth> of(ContainerReading container) {
    return Optional.ofNullable(byContainer.get(container.container()));
  }

  /** Minutes until the first container reaches its limit. */
  OptionalLong leastMinutes() {
    return byContainer.values().stream().mapToLong(g -> Math.round(g.shown())).min();
  }
}
