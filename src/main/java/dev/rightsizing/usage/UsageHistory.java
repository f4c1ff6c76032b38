// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Sketch;
import dev.rightsizing.usage.plausible.DroppedHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hourly sketches of one resource for every container, and for every pod where pods are apart.
 * Guarded by its owner; others get a {@link #snapshot}.
 */
final class UsageHistory {
  private static final String ALL_PODS = "";

  /** The entries of the maps and their key, about. */
  private static final int CONTAINER_BYTES = 300;

  private final Resource resource;
  private final Aggregation aggregation;
  private final Map<ContainerRef, Map<String, HourlySketches>> tracks = new HashMap<>();
  private final DroppedHistory dropped;
  private final PodCounts pods;

  UsageHistory(Resource resource, Aggregation aggregation) {
    this.resource = resource;
    this.aggregation = aggregation;
    this.dropped = new DroppedHistory(resource);
    this.pods = new PodCounts();
  }

  private UsageHistory(UsageHistory other, Set<String> namespaces) {
    this.resource = other.resource;
    this.aggregation = other.aggregation;
    this.dropped = other.dropped.snapshot(namespaces);
    this.pods = other.pods.snapshot(namespaces);
    other.tracks.forEach(
        (container, byPod) -> {
          if (namespaces.contains(container.workload().namespace())) {
            Map<String, HourlySketches> copies = new HashMap<>();
            byPod.forEach((pod, track) -> copies.put(pod, track.snapshot()));
            tracks.put(container, copies);
          }
        });
  }

  /** What is known of some namespaces now, which later reads do not change; shares the samples. */
  UsageHistory snapshot(Set<String> namespaces) {
    return new UsageHistory(this, namespaces);
  }

  /** What was left out, which ages as usage does. */
  DroppedHistory dropped() {
    return dropped;
  }

  Aggregation aggregation() {
    return aggregation;
  }

  PodCounts pods() {
    return pods;
  }

  /** The sketches that a pod's samples go to. */
  HourlySketches track(ContainerRef container, String pod) {
    return tracks
        .computeIfAbsent(container, c -> new HashMap<>(2))
        .computeIfAbsent(trackOf(pod), p -> new HourlySketches(resource));
  }

  /** Pods whose samples go to the same sketches have the same name here. */
  String trackOf(String pod) {
    return aggregation == Aggregation.MAX_OF_PODS ? pod : ALL_PODS;
  }

  /** What is known of a container: one history, or one a pod where pods are apart. */
  List<HourlySketches> tracks(ContainerRef container) {
    return List.copyOf(tracks.getOrDefault(container, Map.of()).values());
  }

  Optional<UsageSummary> summary(
      ContainerRef container, long fromHour, double percentile, Duration step) {
    return tracks.getOrDefault(container, Map.of()).values().stream()
        .map(track -> track.since(fromHour))
        .filter(sketch -> !sketch.isEmpty())
        .map(sketch -> summary(sketch, percentile, step))
        .max(Comparator.comparing(UsageSummary::statistic));
  }

  private UsageSummary summary(Sketch sketch, double percentile, Duration step) {
    return new UsageSummary(
        new Amount(resource, sketch.percentile(percentile)),
        new Amount(resource, sketch.percentile(95)),
        new Amount(resource, sketch.max()),
        new Amount(resource, sketch.mean()),
        sketch.count(),
        Instant.ofEpochSecond(sketch.firstSecond()),
        Instant.ofEpochSecond(sketch.lastSecond()),
        step);
  }

  /** The greatest peak over pods of each hour. */
  HourlyValues peaks(ContainerRef container, long fromHour) {
    return tracks.getOrDefault(container, Map.of()).values().stream()
        .map(track -> track.peaksSince(fromHour))
        .reduce(HourlyValues.EMPTY, HourlyValues::greatest);
  }

  void dropBefore(long hour) {
    dropped.dropBefore(hour);
    tracks
        .values()
        .forEach(
            pods -> {
              pods.values().forEach(track -> track.dropBefore(hour));
              pods.values().removeIf(HourlySketches::isEmpty);
            });
    tracks.values().removeIf(Map::isEmpty);
    pods.dropBefore(hour);
  }

  void forget(String namespace) {
    dropped.forget(namespace);
    tracks.keySet().removeIf(c -> c.workload().namespace().equals(namespace));
    pods.forget(namespace);
  }

  /** Bytes of heap, about. */
  long heldBytes() {
    long bytes = pods.heldBytes();
    for (Map<String, HourlySketches> byPod : tracks.values()) {
      bytes += CONTAINER_BYTES;
      for (HourlySketches track : byPod.values()) {
        bytes += track.heldBytes();
      }
    }
    return bytes;
  }
}
