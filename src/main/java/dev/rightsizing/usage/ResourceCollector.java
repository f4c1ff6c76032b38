// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.absence.Absence;
import dev.rightsizing.usage.absence.Absences;
import dev.rightsizing.usage.plausible.Ceilings;
import dev.rightsizing.usage.plausible.DroppedSlice;
import dev.rightsizing.usage.plausible.PlausibleSink;
import dev.rightsizing.usage.plausible.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads one resource, oldest slice first, and remembers how far each namespace is read. One reads
 * at a time, and others get what was read as a snapshot.
 */
final class ResourceCollector {
  private static final long HOUR = 3600;

  /** Pods that came and went take steps that have no samples. */
  private static final long MOST_OVER_BUDGET = 4;

  private final UsageSource source;
  private final Resource resource;
  private final Duration step;
  private final CollectorSettings settings;
  private final UsageHistory history;
  private final Map<String, Coverage> coverage = new HashMap<>();
  private final Set<String> withSeries = new HashSet<>();
  private final Records records;
  private final Absences absences;
  private Duration longestLookback = Duration.ZERO;
  private final Map<Duration, String> promql = new HashMap<>();
  private volatile long heldBytes;
  private volatile Known known = Known.NOTHING;

  ResourceCollector(
      UsageSource source,
      Resource resource,
      Duration step,
      CollectorSettings settings,
      UsageHistory history,
      Records records) {
    this.source = source;
    this.records = records;
    this.absences = new Absences(source, resource);
    this.resource = resource;
    this.step = step;
    this.settings = settings;
    this.history = history;
  }

  /** Bytes of heap that are held, as of the last slice that was read; never waits for a read. */
  long heldBytes() {
    return heldBytes;
  }

  /** Forgets all else. */
  synchronized void keepOnly(WantedUsage wanted) {
    Set<String> unwanted = new HashSet<>(coverage.keySet());
    unwanted.removeAll(wanted.namespaces());
    unwanted.forEach(this::forget);
    longestLookback = wanted.lookback();
    heldBytes = history.heldBytes();
    remember();
  }

  /**
   * What is held of some namespaces; empty where one of them was not read yet. Never waits for a
   * read, only for a slice that is being put into the history.
   */
  Optional<Held> held(Set<String> namespaces) {
    Known now = known;
    if (namespaces.isEmpty() || !now.coverage().keySet().containsAll(namespaces)) {
      return Optional.empty();
    }
    UsageHistory there;
    synchronized (history) {
      there = history.snapshot(namespaces);
    }
    Instant to =
        namespaces.stream()
            .map(namespace -> now.coverage().get(namespace).to())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return Optional.of(
        new Held(
            new ResourceReads(
                resource,
                there,
                ReadReport.NOTHING,
                now.queries(),
                namespaces.stream().anyMatch(now.withSeries()::contains),
                now.absences().stream().filter(a -> namespaces.contains(a.namespace())).toList()),
            to));
  }

  /** What is held, and up to when it was read. */
  record Held(ResourceReads reads, Instant to) {}

  /** What stands beside the history, as of the last collection that ended. */
  private record Known(
      Map<String, Coverage> coverage,
      Set<String> withSeries,
      SentQueries queries,
      List<Absence> absences) {
    private static final Known NOTHING =
        new Known(Map.of(), Set.of(), new SentQueries("", Map.of()), List.of());
  }

  private void remember() {
    known =
        new Known(
            Map.copyOf(coverage),
            Set.copyOf(withSeries),
            queries(coverage.keySet()),
            List.copyOf(absences.found()));
  }

  /** The earliest time that must be read for a request. */
  synchronized Instant due(CollectRequest request, CollectWindow window) {
    forgetOld(request, window);
    return dueBy(request, window).keySet().stream().findFirst().orElse(window.to());
  }

  synchronized ResourceReads collect(CollectRequest request, CollectWindow window, PodOwners owners)
      throws UsageException {
    ReadReport report = readDue(request, window, owners);
    List<String> again = absences.explain(without(request), window.to(), usualRange());
    if (!again.isEmpty()) {
      coverage.keySet().removeAll(again);
      report = report.plus(readDue(request, window, owners));
    }
    boolean any = request.namespaces().stream().anyMatch(withSeries::contains);
    SortedSet<String> without = without(request);
    remember();
    return new ResourceReads(
        resource,
        history.snapshot(request.namespaces()),
        report,
        queries(request.namespaces()),
        any,
        absences.found().stream().filter(a -> without.contains(a.namespace())).toList());
  }

  private ReadReport readDue(CollectRequest request, CollectWindow window, PodOwners owners)
      throws UsageException {
    ReadReport report = ReadReport.NOTHING;
    ReadPlan plan = new ReadPlan(settings, step, request.expectedSeries());
    for (Map.Entry<Instant, TreeSet<String>> due : dueBy(request, window).entrySet()) {
      for (Map.Entry<Duration, TreeSet<String>> group : byRange(due.getValue()).entrySet()) {
        Read read = new Read(due.getKey(), group.getKey(), owners, request.ceilings());
        for (ReadPlan.Batch batch : plan.batches(group.getValue())) {
          report = report.plus(readBatch(batch, read, window));
        }
      }
    }
    return report;
  }

  /** Namespaces that have workloads but no usage. */
  private SortedSet<String> without(CollectRequest request) {
    return request.namespaces().stream()
        .filter(n -> request.expectedSeries().containsKey(n) && !withSeries.contains(n))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Duration usualRange() {
    return UsageQuery.usualRange(resource, step);
  }

  private Map<Duration, TreeSet<String>> byRange(Set<String> namespaces) {
    Map<Duration, TreeSet<String>> groups = new TreeMap<>();
    for (String namespace : namespaces) {
      groups
          .computeIfAbsent(absences.range(namespace, usualRange()), r -> new TreeSet<>())
          .add(namespace);
    }
    return groups;
  }

  /** One query as sent for each range, and which namespaces look back on another than usual. */
  private SentQueries queries(Set<String> namespaces) {
    Map<String, SentQueries.Widened> widened = new HashMap<>();
    for (String namespace : namespaces) {
      absences
          .widened(namespace)
          .filter(promql::containsKey)
          .ifPresent(
              range -> widened.put(namespace, new SentQueries.Widened(range, promql.get(range))));
    }
    return new SentQueries(promql.getOrDefault(usualRange(), ""), widened);
  }

  /**
   * How a batch is read.
   *
   * @param from the earliest time
   * @param range how far each step looks back
   */
  private record Read(Instant from, Duration range, PodOwners owners, Ceilings ceilings) {}

  /** Namespaces by the time from which they must be read. */
  private Map<Instant, TreeSet<String>> dueBy(CollectRequest request, CollectWindow window) {
    Map<Instant, TreeSet<String>> due = new TreeMap<>();
    for (String namespace : request.namespaces()) {
      Instant from = dueFrom(namespace, window);
      if (!from.isAfter(window.to())) {
        due.computeIfAbsent(from, f -> new TreeSet<>()).add(namespace);
      }
    }
    return due;
  }

  private Instant dueFrom(String namespace, CollectWindow window) {
    Coverage known = coverage.get(namespace);
    boolean usable =
        known != null
            && !known.from().isAfter(window.from())
            && !known.to().isAfter(window.to())
            && !known.to().isBefore(window.from());
    if (!usable) {
      forget(namespace);
      return window.from();
    }
    long late = known.to().minus(settings.overlap()).getEpochSecond();
    Instant hour = Instant.ofEpochSecond(Math.floorDiv(late, HOUR) * HOUR);
    return hour.isBefore(window.from()) ? window.from() : hour;
  }

  private void forget(String namespace) {
    synchronized (history) {
      history.forget(namespace);
    }
    withSeries.remove(namespace);
    coverage.remove(namespace);
  }

  private ReadReport readBatch(ReadPlan.Batch batch, Read how, CollectWindow window)
      throws UsageException {
    ReadReport report = ReadReport.NOTHING;
    Duration length = batch.slice();
    Instant start = how.from();
    while (!start.isAfter(window.to())) {
      Instant end = min(lastStepBefore(start.plus(length)), window.to());
      UsageQuery query =
          new UsageQuery(
              resource, batch.namespaces(), firstStepFrom(start), end, step, how.range());
      try {
        report = report.plus(read(query, how));
      } catch (UsageException e) {
        length = shorter(length, e);
        continue;
      }
      covered(batch.namespaces(), window.from(), end);
      start = start.plus(length);
    }
    return report;
  }

  private ReadReport read(UsageQuery query, Read how) throws UsageException {
    PodAggregator combiner =
        new PodAggregator(query, how.owners(), history, settings.sampleBudget() * MOST_OVER_BUDGET);
    PlausibleSink sink =
        new PlausibleSink(
            query,
            how.ceilings(),
            how.owners(),
            (key, seconds, values, count) -> {
              withSeries.add(key.namespace());
              combiner.series(key, seconds, values, count);
            });
    ReadReport report = source.read(query, sink);
    DroppedSlice dropped = sink.settle(records);
    long fromHour = Math.floorDiv(query.from().getEpochSecond(), HOUR);
    synchronized (history) {
      combiner.commit();
      history.dropped().replaceFrom(query.namespaces(), fromHour, dropped);
    }
    heldBytes = history.heldBytes();
    if (!report.promql().isEmpty()) {
      promql.put(query.range(), report.promql().get(0));
    }
    return report.dropping(dropped.count());
  }

  /**
   * Half the time when the source finds the answer too large; whole hours, so slices stay whole.
   */
  private static Duration shorter(Duration length, UsageException e) throws UsageException {
    long hours = length.toHours();
    if (e.reason() != Reason.TOO_MANY_POINTS || hours <= 1) {
      throw e;
    }
    return Duration.ofHours(hours / 2);
  }

  private void covered(Collection<String> namespaces, Instant from, Instant to) {
    for (String namespace : namespaces) {
      coverage.merge(
          namespace,
          new Coverage(from, to),
          (old, now) -> new Coverage(min(old.from(), now.from()), now.to()));
    }
  }

  private void forgetOld(CollectRequest request, CollectWindow window) {
    if (request.lookback().compareTo(longestLookback) > 0) {
      longestLookback = request.lookback();
    }
    Instant oldest = window.to().minus(longestLookback).truncatedTo(ChronoUnit.HOURS);
    synchronized (history) {
      history.dropBefore(Math.floorDiv(oldest.getEpochSecond(), HOUR));
    }
    coverage.replaceAll((n, c) -> c.from().isBefore(oldest) ? new Coverage(oldest, c.to()) : c);
  }

  private Instant firstStepFrom(Instant start) {
    long s = step.toSeconds();
    return Instant.ofEpochSecond(-Math.floorDiv(-start.getEpochSecond(), s) * s);
  }

  private Instant lastStepBefore(Instant end) {
    long s = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(end.getEpochSecond() - 1, s) * s);
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** From where to where a namespace is read, without a hole. */
  private record Coverage(Instant from, Instant to) {}
}
