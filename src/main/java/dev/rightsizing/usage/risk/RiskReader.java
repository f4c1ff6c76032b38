// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.ReadPlan;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.plausible.CertainSink;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;

/**
 * Reads what a tick needs: one query a signal and batch of namespaces, however many containers they
 * hold, and one a query that the policy has written. Memory comes as its last minutes, so that its
 * slope needs no memory of ours and a restart changes nothing; the rest is of one instant.
 */
public final class RiskReader {
  /** One point a minute, the usual interval between scrapes. */
  private static final Duration STEP = Duration.ofMinutes(1);

  /** Long enough for a line, short enough to follow a change. */
  private static final Duration TREND = Duration.ofMinutes(15);

  /** A leak grows for an hour; coarser, as it only shows whether the trend is old. */
  private static final Duration PAST = Duration.ofHours(1);

  private static final Duration PAST_STEP = Duration.ofMinutes(5);

  /** What the rates of the signals look back. */
  private static final Duration RATE = Duration.ofMinutes(5);

  private final CollectorSettings settings;
  private final NamedReader named = new NamedReader();

  public RiskReader(CollectorSettings settings) {
    this.settings = settings;
  }

  /** Reads all signals; read errors are reported in the result, not thrown. */
  public RiskReadings read(UsageSource source, RiskRequest request) {
    PodSamples gathered = new PodSamples();
    Map<RiskKind, Reason> failed = new EnumMap<>(RiskKind.class);
    var batches =
        new ReadPlan(settings, STEP, request.expectedSeries()).batches(request.namespaces());
    for (ReadPlan.Batch batch : batches) {
      try {
        memory(source, batch.namespaces(), request, gathered);
      } catch (UsageException e) {
        // Whatever keeps the first query from its answer would keep the others from theirs.
        return RiskReadings.failed(request, e.reason());
      }
      try {
        past(source, batch.namespaces(), request, gathered);
      } catch (UsageException e) {
        failed.put(RiskKind.MEMORY_GROWTH, e.reason());
      }
      try {
        signal(source, RiskMetric.THROTTLED_SHARE, batch.namespaces(), request.at(), gathered);
        signal(source, RiskMetric.THROTTLED_SECONDS, batch.namespaces(), request.at(), gathered);
        signal(source, RiskMetric.PERIODS, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        failed.put(RiskKind.THROTTLING, e.reason());
      }
      try {
        cpuUsage(source, batch.namespaces(), request, gathered);
        signal(source, RiskMetric.CPU_PRESSURE, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        failed.put(RiskKind.CPU_PRESSURE, e.reason());
      }
      try {
        signal(source, RiskMetric.RESTARTS, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        // They only adorn a sentence; kills come from the pods themselves.
        continue;
      }
    }
    return new RiskReadings(
        gathered.byContainer(request.owners()),
        failed,
        named.read(source, request),
        gathered.cpuUsage(request.owners()));
  }

  static void memory(
      UsageSource source, SortedSet<String> namespaces, RiskRequest request, PodSamples into)
      throws UsageException {
    Instant to = floor(request.at(), STEP);
    source.read(
        new UsageQuery(Resource.MEMORY, namespaces, to.minus(TREND), to, STEP),
        believed(request, STEP, into));
  }

  private static void past(
      UsageSource source, SortedSet<String> namespaces, RiskRequest request, PodSamples into)
      throws UsageException {
    Instant to = floor(floor(request.at(), STEP).minus(TREND), PAST_STEP);
    Instant from = floor(request.at().minus(PAST), PAST_STEP);
    source.read(
        new UsageQuery(Resource.MEMORY, namespaces, from, to, PAST_STEP),
        believed(request, PAST_STEP, into));
  }

  /** Impossible rates, as of a counter that dips, are left out like those of memory. */
  private static void cpuUsage(
      UsageSource source, SortedSet<String> namespaces, RiskRequest request, PodSamples into)
      throws UsageException {
    source.readNow(
        new RiskQuery(RiskMetric.CPU_USAGE, namespaces, request.at()),
        new CertainSink(
            Resource.CPU,
            RATE,
            request.ceilings(),
            (key, seconds, values, count) -> {
              if (count > 0) {
                into.signal(RiskMetric.CPU_USAGE, key, values[count - 1]);
              }
            }));
  }

  private static SampleSink believed(RiskRequest request, Duration range, PodSamples into) {
    return new CertainSink(Resource.MEMORY, range, request.ceilings(), into::memory);
  }

  private static Instant floor(Instant at, Duration step) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  private static void signal(
      UsageSource source,
      RiskMetric signal,
      SortedSet<String> namespaces,
      Instant at,
      PodSamples into)
      throws UsageException {
    source.readNow(
        new RiskQuery(signal, namespaces, at),
        (key, seconds, values, count) -> {
          if (signal.allows(values[count - 1])) {
            into.signal(signal, key, values[count - 1]);
          }
        });
  }
}
