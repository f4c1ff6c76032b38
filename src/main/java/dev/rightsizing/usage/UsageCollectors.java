// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Keeps a collector per source, step and aggregation, so that policies that read the same way share
 * what was read. The least recently used go first when there are too many.
 */
public final class UsageCollectors {
  private static final int MOST = 64;

  private final Map<Key, UsageCollector> collectors = new LinkedHashMap<>(16, 0.75f, true);
  private final CollectorSettings settings;
  private final Clock clock;
  private final ExecutorService executor;

  public UsageCollectors(CollectorSettings settings, Clock clock, ExecutorService executor) {
    this.settings = settings;
    this.clock = clock;
    this.executor = executor;
  }

  /** The collector for a source and a window; equal ones get the same instance. */
  public synchronized UsageCollector collector(UsageSource source, Window window) {
    Key key = new Key(source, window.step(), window.aggregation());
    UsageCollector collector =
        collectors.computeIfAbsent(
            key, k -> new UsageCollector(source, k.step, k.aggregation, settings, clock, executor));
    if (collectors.size() > MOST) {
      collectors.remove(collectors.keySet().iterator().next());
    }
    return collector;
  }

  private record Key(UsageSource source, Duration step, Aggregation aggregation) {}
}
