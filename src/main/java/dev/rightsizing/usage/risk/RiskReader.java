// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.ReadPlan;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
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

  private final CollectorSettings settings;
  private final NamedReader named = new NamedReader();

  public RiskReader(CollectorSettings settings) {
    this.settings = settings;
  }

  /** Reads all signals; what cannot be read is said, not thrown. */
  public RiskReadings read(UsageSource source, RiskRequest request) {
    PodGathering gathered = new PodGathering();
    Map<RiskKind, Reason> failed = new EnumMap<>(RiskKind.class);
    var batches =
        new ReadPlan(settings, STEP, request.expectedSeries()).batches(request.namespaces());
    for (ReadPlan.Batch batch : batches) {
      try {
        memory(source, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        // Whatever keeps the first query from its answer would keep the others from theirs.
        return RiskReadings.failed(request, e.reason());
      }
      try {
        signal(source, RiskSignal.THROTTLED_SHARE, batch.namespaces(), request.at(), gathered);
        signal(source, RiskSignal.THROTTLED_SECONDS, batch.namespaces(), request.at(), gathered);
        signal(source, RiskSignal.PERIODS, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        failed.put(RiskKind.THROTTLING, e.reason());
      }
      try {
        signal(source, RiskSignal.CPU_PRESSURE, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        failed.put(RiskKind.CPU_PRESSURE, e.reason());
      }
      try {
        signal(source, RiskSignal.RESTARTS, batch.namespaces(), request.at(), gathered);
      } catch (UsageException e) {
        // They only adorn a sentence; kills come from the pods themselves.
        continue;
      }
    }
    return new RiskReadings(
        gathered.byContainer(request.owners()), failed, named.read(source, request));
  }

  private static void memory(
      UsageSource source, SortedSet<String> namespaces, Instant at, PodGathering into)
      throws UsageException {
    long step = STEP.toSeconds();
    Instant to = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step);
    source.read(
        new UsageQuery(Resource.MEMORY, namespaces, to.minus(TREND), to, STEP), into::memory);
  }

  private static void signal(
      UsageSource source,
      RiskSignal signal,
      SortedSet<String> namespaces,
      Instant at,
      PodGathering into)
      throws UsageException {
    source.readNow(
        new RiskQuery(signal, namespaces, at),
        (key, seconds, values, count) -> into.signal(signal, key, values[count - 1]));
  }
}
