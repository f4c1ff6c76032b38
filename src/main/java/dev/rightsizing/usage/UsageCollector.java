// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.plausible.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Reads usage from one source and keeps it as hourly sketches, so that the next read asks only for
 * what is new: from the start of the hour of the last sample on, five minutes earlier for late
 * ones.
 *
 * <p>Safe for use by several threads; one collects at a time.
 */
public final class UsageCollector {
  private final Map<Resource, ResourceCollector> resources = new EnumMap<>(Resource.class);
  private final UsageSource source;
  private final Clock clock;
  private final Duration step;
  private final ExecutorService executor;

  /**
   * @param step distance of the samples, at most an hour
   * @param executor runs the reads of the two resources side by side
   */
  public UsageCollector(
      UsageSource source,
      Duration step,
      Aggregation aggregation,
      CollectorSettings settings,
      Clock clock,
      ExecutorService executor) {
    this.source = source;
    this.clock = clock;
    this.step = step;
    this.executor = executor;
    Records records = new Records(source, clock);
    for (Resource resource : Resource.values()) {
      UsageHistory history = new UsageHistory(resource, aggregation);
      resources.put(
          resource, new ResourceCollector(source, resource, step, settings, history, records));
    }
  }

  /**
   * Brings the window up to date.
   *
   * @throws UsageException when a read fails; what was read before it is kept
   */
  public synchronized CollectedUsage collect(CollectRequest request) throws UsageException {
    CollectWindow window = CollectWindow.ending(clock.instant(), request.lookback(), step);
    List<String> missing = new ArrayList<>();
    PodOwners owners = owners(request, window, missing);
    List<Future<ResourceReads>> reads = new ArrayList<>();
    for (ResourceCollector collector : resources.values()) {
      reads.add(executor.submit(() -> collector.collect(request, window, owners)));
    }
    return new WindowUsage(window, step, await(reads), missing);
  }

  /**
   * Recorded owners are asked for only over the time that is read, like usage itself. Most pods are
   * known without them.
   */
  private PodOwners owners(CollectRequest request, CollectWindow window, List<String> missing) {
    Instant from =
        resources.values().stream()
            .map(collector -> collector.due(request, window))
            .min(Comparator.naturalOrder())
            .orElse(window.from());
    PodOwnerHistory recorded = PodOwnerHistory.EMPTY;
    try {
      recorded = source.podOwners(request.namespaces(), from, window.to());
    } catch (UsageException e) {
      missing.add("owners of deleted pods: " + e.getMessage());
    }
    return request.owners().apply(recorded);
  }

  private static Map<Resource, ResourceReads> await(List<Future<ResourceReads>> reads)
      throws UsageException {
    Map<Resource, ResourceReads> done = new EnumMap<>(Resource.class);
    UsageException failure = null;
    for (Future<ResourceReads> read : reads) {
      try {
        ResourceReads result = read.get();
        done.put(result.resource(), result);
      } catch (ExecutionException e) {
        failure = failure == null ? cause(e) : failure;
      } catch (InterruptedException e) {
        reads.forEach(r -> r.cancel(true));
        Thread.currentThread().interrupt();
        throw new UsageException(Reason.SOURCE_UNREACHABLE, "reading usage was interrupted", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return done;
  }

  /**
   * The window as it was read last, without a read: what a collection of it gave, or newer where a
   * collection runs now, for which this does not wait.
   *
   * @return empty where one of the namespaces was not read yet
   */
  public Optional<CollectedUsage> held(Set<String> namespaces, Duration lookback) {
    Map<Resource, ResourceReads> reads = new EnumMap<>(Resource.class);
    Instant to = Instant.MAX;
    for (Map.Entry<Resource, ResourceCollector> one : resources.entrySet()) {
      Optional<ResourceCollector.Held> held = one.getValue().held(namespaces);
      if (held.isEmpty()) {
        return Optional.empty();
      }
      reads.put(one.getKey(), held.get().reads());
      to = held.get().to().isBefore(to) ? held.get().to() : to;
    }
    return Optional.of(
        new WindowUsage(CollectWindow.ending(to, lookback, step), step, reads, List.of()));
  }

  /** Bytes of heap that are held, as of the last slice that was read; never waits for a read. */
  public long heldBytes() {
    return resources.values().stream().mapToLong(ResourceCollector::heldBytes).sum();
  }

  /**
   * Forgets what is not wanted any more.
   *
   * @param wanted asked when no read runs
   */
  public synchronized void keepOnly(Supplier<WantedUsage> wanted) {
    WantedUsage now = wanted.get();
    resources.values().forEach(collector -> collector.keepOnly(now));
  }

  private static UsageException cause(ExecutionException e) {
    if (e.getCause() instanceof UsageException usage) {
      return usage;
    }
    throw new IllegalStateException("reading usage failed: " + e.getCause(), e.getCause());
  }
}
