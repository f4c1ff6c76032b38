// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.absence;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Asks the source, once a collection, what it has of the namespaces whose usage it did not give.
 * Where their samples are further apart than what a rate looks back on, it looks back further.
 */
public final class Absences {
  private static final long HOUR = 3600;

  /** A rate over four distances has at least three samples, whichever scrape fails. */
  private static final int DISTANCES = 4;

  private static final long GRANULE_SECONDS = 300;

  private final UsageSource source;
  private final Resource resource;
  private final Map<String, Duration> ranges = new TreeMap<>();
  private List<Absence> found = List.of();

  public Absences(UsageSource source, Resource resource) {
    this.source = source;
    this.resource = resource;
  }

  /**
   * Finds out why namespaces have no usage.
   *
   * @param at end of the window
   * @param usual how far reads look back
   * @return those that are worth another read, because it will look back further
   */
  public List<String> explain(SortedSet<String> namespaces, Instant at, Duration usual) {
    found = List.of();
    if (namespaces.isEmpty()) {
      return List.of();
    }
    Traces traces;
    try {
      traces = source.traces(resource, namespaces, at);
    } catch (UsageException e) {
      // Usage was read from the same source; that there is none stays true.
      traces = new Traces();
    }
    List<Absence> absences = new ArrayList<>();
    List<String> again = new ArrayList<>();
    for (String namespace : namespaces) {
      Absence absence = Absence.of(namespace, resource, traces);
      long samples = traces.samples(namespace, Trace.CONTAINERS).orElse(0);
      Duration wider = samples < 2 ? Duration.ZERO : range(samples);
      if (resource == Resource.CPU && wider.compareTo(range(namespace, usual)) > 0) {
        ranges.put(namespace, wider);
        again.add(namespace);
      }
      absences.add(absence);
    }
    found = absences;
    return again;
  }

  /** Four times the distance of the samples of an hour, in whole five minutes. */
  private static Duration range(long samples) {
    double granules = Math.ceil((double) DISTANCES * HOUR / samples / GRANULE_SECONDS);
    return Duration.ofSeconds((long) granules * GRANULE_SECONDS);
  }

  /** How far reads of a namespace look back: the usual range, or more where that was too little. */
  public Duration range(String namespace, Duration usual) {
    Duration wider = ranges.getOrDefault(namespace, Duration.ZERO);
    return wider.compareTo(usual) > 0 ? wider : usual;
  }

  /** How far reads of a namespace look back where that is more than usual. */
  public Optional<Duration> widened(String namespace) {
    return Optional.ofNullable(ranges.get(namespace));
  }

  /** Why namespaces have no usage, as of the last question. */
  public List<Absence> found() {
    return List.copyOf(found);
  }
}
