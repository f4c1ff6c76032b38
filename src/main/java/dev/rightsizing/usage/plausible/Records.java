// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;

/**
 * Recorded data that shows whether a sample is plausible. Queried only where a sample is in doubt;
 * what cannot be read is unknown. Safe for use by several threads.
 */
public final class Records {
  /** Machines come and go, but not that fast. */
  private static final Duration HOLDS = Duration.ofHours(1);

  private final UsageSource source;
  private final Clock clock;
  private Map<Resource, Double> machines = Map.of();
  private Instant asked = Instant.MIN;

  public Records(UsageSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The capacity of the greatest machine that there was in an interval, in cores or bytes; empty
   * where that is not recorded.
   */
  synchronized OptionalDouble greatestMachine(Resource resource, Instant from, Instant to) {
    Instant now = clock.instant();
    if (asked.equals(Instant.MIN) || now.isAfter(asked.plus(HOLDS))) {
      asked = now;
      try {
        machines = source.greatestMachines(from, to);
      } catch (UsageException e) {
        machines = Map.of();
      }
    }
    Double most = machines.get(resource);
    return most == null ? OptionalDouble.empty() : OptionalDouble.of(most);
  }

  /** Reads one signal for some namespaces by the hour; a signal that is not recorded has none. */
  void read(
      Signal signal, SortedSet<String> namespaces, long firstHour, long lastHour, SampleSink sink) {
    try {
      source.readSignal(new SignalQuery(signal, namespaces, firstHour, lastHour), sink);
    } catch (UsageException e) {
      // Usage is read from the same source, and its error is reported there.
      return;
    }
  }
}
