// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.WantedUsage;
import dev.rightsizing.usage.saturation.SignalCollector.Hours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads evidence beside usage from one source and keeps it by the hour, 16 bytes an hour and
 * container; after the first read an hour is read once, when it is over. A part that cannot be read
 * is noted and read next time; the others and usage go on.
 *
 * <p>Safe for use by several threads; one collects at a time.
 */
public final class SaturationCollector {
  private static final long HOUR = 3600;

  private final UsageSource source;
  private final CollectorSettings settings;
  private final Clock clock;
  private final SaturationHistory history = new SaturationHistory();
  private final List<SignalCollector> parts = new ArrayList<>();
  private Duration longestLookback = Duration.ZERO;
  private volatile long heldBytes;
  private volatile Optional<LastRead> lastRead = Optional.empty();

  public SaturationCollector(UsageSource source, CollectorSettings settings, Clock clock) {
    this.source = source;
    this.settings = settings;
    this.clock = clock;
    add(new ThrottlingPart(source, history));
    add(new MaxSignal(source, history, Signal.CPU_LIMIT, SaturationTrack::cpuLimit));
    add(new MaxSignal(source, history, Signal.RSS, SaturationTrack::rss));
    add(new OomKillSignal(source, history));
  }

  private void add(SaturationSignal part) {
    parts.add(new SignalCollector(part, settings));
  }

  /** Brings the window up to date, as far as the source lets it. */
  public synchronized CollectedSaturation collect(CollectRequest request) {
    Hours window = window(request.lookback());
    forgetOld(request.lookback());
    List<MissingEvidence> missing = new ArrayList<>();
    ReadReport report = ReadReport.NOTHING;
    PodOwners owners = owners(request, window);
    for (SignalCollector part : parts) {
      try {
        report = report.plus(part.collect(request, window, owners));
        part.absent(request).ifPresent(missing::add);
      } catch (UsageException e) {
        missing.add(part.failed(e));
      }
    }
    heldBytes = history.heldBytes();
    lastRead = Optional.of(new LastRead(clock.instant(), List.copyOf(missing)));
    return new CollectedSaturation(
        history.snapshot(request.namespaces()), window.first(), missing, report);
  }

  private record LastRead(Instant at, List<MissingEvidence> missing) {}

  /**
   * The window as it was read last, without a read and without waiting for one; empty before the
   * first read.
   */
  public Optional<CollectedSaturation> held(Set<String> namespaces, Duration lookback) {
    return lastRead.map(
        last ->
            new CollectedSaturation(
                history.snapshot(namespaces),
                window(lookback, last.at()).first(),
                last.missing(),
                ReadReport.NOTHING));
  }

  private Hours window(Duration lookback) {
    return window(lookback, clock.instant());
  }

  /** An hour is read when late samples are in. */
  private Hours window(Duration lookback, Instant at) {
    long now = at.getEpochSecond();
    long over = Math.floorDiv(now - settings.overlap().toSeconds(), HOUR) - 1;
    return new Hours(Math.floorDiv(now - lookback.toSeconds(), HOUR), over);
  }

  private void forgetOld(Duration lookback) {
    if (lookback.compareTo(longestLookback) > 0) {
      longestLookback = lookback;
    }
    long oldest = window(longestLookback).first();
    history.dropBefore(oldest);
    parts.forEach(part -> part.dropBefore(oldest));
  }

  /**
   * Recorded owners are asked for only over the time that is read. Without them most pods are known
   * too; what usage reads says that they are missing.
   */
  private PodOwners owners(CollectRequest request, Hours window) {
    OptionalLong due =
        parts.stream()
            .map(part -> part.due(request, window))
            .flatMapToLong(OptionalLong::stream)
            .min();
    if (due.isEmpty()) {
      return (namespace, pod) -> Optional.empty();
    }
    Instant from = Instant.ofEpochSecond(due.getAsLong() * HOUR);
    Instant to = Instant.ofEpochSecond((window.last() + 1) * HOUR);
    try {
      return request.owners().apply(source.podOwners(request.namespaces(), from, to));
    } catch (UsageException e) {
      return request.owners().apply(PodOwnerHistory.EMPTY);
    }
  }

  /** Bytes of heap that are held after the last read; never waits for one. */
  public long heldBytes() {
    return heldBytes;
  }

  /**
   * Forgets what is not wanted any more.
   *
   * @param wanted asked when no read runs
   */
  public synchronized void keepOnly(Supplier<WantedUsage> wanted) {
    WantedUsage now = wanted.get();
    history.keepOnly(now.namespaces());
    parts.forEach(part -> part.keepOnly(now.namespaces()));
    longestLookback = now.lookback();
    heldBytes = history.heldBytes();
  }
}
