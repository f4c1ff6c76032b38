// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.saturation.Saturation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is kept of every container. */
final class SaturationHistory {
  /** The entry of the map and its key, about. */
  private static final int CONTAINER_BYTES = 200;

  private final Map<ContainerRef, SaturationTrack> tracks = new ConcurrentHashMap<>();

  SaturationTrack track(ContainerRef container) {
    return tracks.computeIfAbsent(container, c -> new SaturationTrack());
  }

  Saturation since(ContainerRef container, long hour) {
    SaturationTrack track = tracks.get(container);
    return track == null ? Saturation.NONE : track.since(hour);
  }

  /** What is known of some namespaces now, which later reads do not change. */
  SaturationHistory snapshot(Set<String> namespaces) {
    SaturationHistory copy = new SaturationHistory();
    tracks.forEach(
        (container, track) -> {
          if (namespaces.contains(container.workload().namespace())) {
            copy.tracks.put(container, track.snapshot());
          }
        });
    return copy;
  }

  void keepOnly(Set<String> namespaces) {
    tracks.keySet().removeIf(container -> !namespaces.contains(container.workload().namespace()));
  }

  void dropKills(Set<String> namespaces, long firstHour, long lastHour) {
    tracks.forEach(
        (container, track) -> {
          if (namespaces.contains(container.workload().namespace())) {
            track.dropKills(firstHour, lastHour);
          }
        });
  }

  void dropBefore(long hour) {
    tracks.values().forEach(track -> track.dropBefore(hour));
    tracks.values().removeIf(SaturationTrack::isEmpty);
  }

  /** Bytes of heap, about. */
  long heldBytes() {
    return tracks.values().stream().mapToLong(t -> CONTAINER_BYTES + t.heldBytes()).sum();
  }
}
