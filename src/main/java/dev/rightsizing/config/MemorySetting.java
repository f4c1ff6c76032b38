// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.memory.MemoryBound;
import java.util.Optional;

/** Reads {@code RIGHTSIZING_USAGE_MEMORY}. */
final class MemorySetting {
  private MemorySetting() {}

  /**
   * The bound; without a setting half of the heap, so that reading, sizing and the Kubernetes
   * client have the other half.
   *
   * @param heap bytes that the JVM may use
   */
  static MemoryBound bound(Optional<String> setting, long heap) {
    return setting.map(MemorySetting::parse).orElseGet(() -> new MemoryBound(heap / 2));
  }

  private static MemoryBound parse(String text) {
    try {
      return new MemoryBound((long) Amount.parse(Resource.MEMORY, text.strip()).value());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_USAGE_MEMORY: write an amount of bytes such as 256Mi, not '" + text + "'",
          e);
    }
  }
}
