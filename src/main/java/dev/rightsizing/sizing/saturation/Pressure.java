// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Instant;

/**
 * Whether a container suffers from its size: OOM-killed in the last seven days, as {@link OomRule}
 * looks back, or throttled in over 5 % of an hour's periods, as {@link CensoredCpu} has it.
 */
public final class Pressure {
  /** Whether it does; what is not recorded is no evidence. */
  public boolean of(Resource resource, Saturation saturation, Instant now) {
    return switch (resource) {
      case MEMORY -> !OomRule.recent(saturation, now).isEmpty();
      case CPU -> CensoredCpu.censoredHours(saturation).findAny().isPresent();
    };
  }
}
