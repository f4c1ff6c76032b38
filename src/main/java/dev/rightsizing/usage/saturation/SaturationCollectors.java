// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageSource;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a collector per source, so that policies share what was read. The least recently used go
 * first when there are too many.
 */
public final class SaturationCollectors {
  private static final int MOST = 64;

  private final Map<UsageSource, SaturationCollector> collectors =
      new LinkedHashMap<>(16, 0.75f, true);
  private final CollectorSettings settings;
  private final Clock clock;

  public SaturationCollectors(CollectorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The collector for a source; the same source gets the same instance. */
  public synchronized SaturationCollector collector(UsageSource source) {
    SaturationCollector collector =
        collectors.computeIfAbsent(source, s -> new SaturationCollector(s, settings, clock));
    if (collectors.size() > MOST) {
      collectors.remove(collectors.keySet().iterator().next());
    }
    return collector;
  }
}
