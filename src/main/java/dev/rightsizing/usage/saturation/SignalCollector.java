// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.ReadPlan;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.UsageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one part, oldest hours first, and remembers how far each namespace is read. */
final class SignalCollector {
  private final SaturationSignal part;
  private final CollectorSettings settings;
  private final Map<String, Coverage> coverage = new HashMap<>();
  private final Set<String> withSeries = new HashSet<>();

  /** From which hour to which a namespace is read, without a hole. */
  private record Coverage(long from, long to) {}

  /**
   * Hours that a look-back wants.
   *
   * @param last the last one that is over
   */
  record Hours(long first, long last) {}

  SignalCollector(SaturationSignal part, CollectorSettings settings) {
    this.part = part;
    this.settings = settings;
  }

  /** The first hour that must be read; empty where all is there. */
  OptionalLong due(CollectRequest request, Hours window) {
    SortedMap<Long, TreeSet<String>> due = dueBy(request, window);
    return due.isEmpty() ? OptionalLong.empty() : OptionalLong.of(due.firstKey());
  }

  ReadReport collect(CollectRequest request, Hours window, PodOwners owners) throws UsageException {
    ReadReport report = ReadReport.NOTHING;
    ReadPlan plan = new ReadPlan(settings, Duration.ofHours(1), request.expectedSeries());
    for (Map.Entry<Long, TreeSet<String>> group : dueBy(request, window).entrySet()) {
      for (ReadPlan.Batch batch : plan.batches(group.getValue())) {
        HourSlice due =
            new HourSlice(
                batch.namespaces(), group.getKey(), window.last(), owners, request.ceilings());
        report = report.plus(readBatch(due, batch.slice().toHours()));
      }
    }
    return report;
  }

  private SortedMap<Long, TreeSet<String>> dueBy(CollectRequest request, Hours window) {
    SortedMap<Long, TreeSet<String>> due = new TreeMap<>();
    for (String namespace : request.namespaces()) {
      Coverage known = coverage.get(namespace);
      boolean joins =
          known != null && known.from() <= window.first() && known.to() >= window.first() - 1;
      long from = joins ? known.to() + 1 : window.first();
      if (from <= window.last()) {
        due.computeIfAbsent(from, f -> new TreeSet<>()).add(namespace);
      }
    }
    return due;
  }

  private ReadReport readBatch(HourSlice due, long hoursAtOnce) throws UsageException {
    ReadReport report = ReadReport.NOTHING;
    long length = hoursAtOnce;
    long from = due.firstHour();
    while (from <= due.lastHour()) {
      long to = Math.min(due.lastHour(), from + length - 1);
      try {
        report = report.plus(part.read(due.part(from, to), withSeries));
      } catch (UsageException e) {
        if (e.reason() != Reason.TOO_MANY_POINTS || length <= 1) {
          throw e;
        }
        length /= 2;
        continue;
      }
      covered(due.namespaces(), from, to);
      from = to + 1;
    }
    return report;
  }

  private void covered(SortedSet<String> namespaces, long from, long to) {
    for (String namespace : namespaces) {
      Coverage known = coverage.get(namespace);
      boolean joins = known != null && known.to() == from - 1;
      coverage.put(namespace, new Coverage(joins ? known.from() : from, to));
    }
  }

  void keepOnly(Set<String> namespaces) {
    coverage.keySet().retainAll(namespaces);
    withSeries.retainAll(namespaces);
  }

  /** What is kept no longer is not covered any more. */
  void dropBefore(long hour) {
    coverage.replaceAll((n, c) -> c.from() < hour ? new Coverage(hour, c.to()) : c);
  }

  /** A note where the source has no series at all in these namespaces. */
  Optional<MissingEvidence> absent(CollectRequest request) {
    boolean any = request.namespaces().stream().anyMatch(withSeries::contains);
    return any || !part.expected()
        ? Optional.empty()
        : Optional.of(
            new MissingEvidence(
                part.signal(),
                Reason.USAGE_MISSING,
                "the source has no series of "
                    + part.signal().metric()
                    + " for these namespaces, so it is unknown"));
  }

  MissingEvidence failed(UsageException e) {
    return new MissingEvidence(part.signal(), e.reason(), e.getMessage());
  }
}
