// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.DroppedSamples;
import dev.rightsizing.model.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What was left out of one resource, by container and hour, so that it ages with the usage beside
 * it. Nearly always empty. Safe for use by several threads.
 */
public final class DroppedHistory {
  private static final long HOUR = 3600;

  private final Resource resource;
  private final Map<ContainerRef, NavigableMap<Long, DroppedSamples>> containers =
      new ConcurrentHashMap<>();

  public DroppedHistory(Resource resource) {
    this.resource = resource;
  }

  /**
   * Replaces everything of some namespaces from an hour on.
   *
   * @param fromHour in hours since the epoch
   * @param dropped what was left out of the slice that is put there
   */
  public void replaceFrom(Set<String> namespaces, long fromHour, DroppedSlice dropped) {
    for (ContainerRef container : containers.keySet()) {
      if (namespaces.contains(container.workload().namespace())) {
        change(container, hours -> hours.tailMap(fromHour, true).clear());
      }
    }
    dropped.forEach(
        (container, second, value) ->
            change(
                container,
                hours ->
                    hours.merge(
                        Math.floorDiv(second, HOUR),
                        new DroppedSamples(
                            1, new Amount(resource, value), Instant.ofEpochSecond(second)),
                        DroppedSamples::plus)));
  }

  /** Changes a container's hours; one without any is forgotten. */
  private void change(ContainerRef container, Consumer<NavigableMap<Long, DroppedSamples>> change) {
    containers.compute(
        container,
        (c, known) -> {
          NavigableMap<Long, DroppedSamples> hours = known == null ? new TreeMap<>() : known;
          synchronized (hours) {
            change.accept(hours);
            return hours.isEmpty() ? null : hours;
          }
        });
  }

  /** What was left out of a container's usage from an hour on; empty where that is nothing. */
  public Optional<DroppedSamples> since(ContainerRef container, long hour) {
    NavigableMap<Long, DroppedSamples> hours = containers.get(container);
    if (hours == null) {
      return Optional.empty();
    }
    synchronized (hours) {
      return hours.tailMap(hour, true).values().stream().reduce(DroppedSamples::plus);
    }
  }

  /** Forgets what lies before an hour. */
  public void dropBefore(long hour) {
    for (ContainerRef container : containers.keySet()) {
      change(container, hours -> hours.headMap(hour, false).clear());
    }
  }

  /** What is known of some namespaces now, which later changes do not reach. */
  public DroppedHistory snapshot(Set<String> namespaces) {
    DroppedHistory copy = new DroppedHistory(resource);
    containers.forEach(
        (container, hours) -> {
          if (namespaces.contains(container.workload().namespace())) {
            synchronized (hours) {
              copy.containers.put(container, new TreeMap<>(hours));
            }
          }
        });
    return copy;
  }

  /** Forgets a namespace. */
  public void forget(String namespace) {
    containers.keySet().removeIf(c -> c.workload().namespace().equals(namespace));
  }
}
