// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.plausible.CertainSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A signal of which the greatest over pods counts: resident memory, or the CPU limit. */
final class MaxSignal implements SaturationSignal {
  private static final Duration HOUR = Duration.ofHours(1);

  private final UsageSource source;
  private final SaturationHistory history;
  private final Signal signal;
  private final Target target;

  /** Where a value goes. */
  @FunctionalInterface
  interface Target {
    void put(SaturationTrack track, long hour, double value);
  }

  MaxSignal(UsageSource source, SaturationHistory history, Signal signal, Target target) {
    this.source = source;
    this.history = history;
    this.signal = signal;
    this.target = target;
  }

  @Override
  public Signal signal() {
    return signal;
  }

  @Override
  public boolean expected() {
    return true;
  }

  @Override
  public ReadReport read(HourSlice slice, Set<String> withSeries) throws UsageException {
    PodHours pods = new PodHours(slice.query(signal));
    // A limit is what somebody wrote; only what was measured can be impossible.
    SampleSink sink =
        signal == Signal.RSS
            ? new CertainSink(Resource.MEMORY, HOUR, slice.ceilings(), pods)
            : pods;
    ReadReport report = source.readSignal(slice.query(signal), sink);
    Map<ContainerRef, double[]> greatest = new HashMap<>();
    for (SeriesKey key : pods.keys()) {
      withSeries.add(key.namespace());
      Optional<ContainerRef> container = slice.container(key);
      if (container.isPresent()) {
        int hours = slice.query(signal).hours();
        double[] values = greatest.computeIfAbsent(container.get(), c -> new double[hours]);
        for (int i = 0; i < hours; i++) {
          double value = pods.at(key, slice.firstHour() + i);
          values[i] = value > values[i] ? value : values[i];
        }
      }
    }
    greatest.forEach((container, values) -> put(history.track(container), slice, values));
    return report;
  }

  /** Neither a resident set nor a limit is ever zero, so zero stands for an unknown hour here. */
  private void put(SaturationTrack track, HourSlice slice, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        target.put(track, slice.firstHour() + i, values[i]);
      }
    }
  }
}
