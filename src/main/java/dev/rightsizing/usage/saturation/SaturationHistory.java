// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.saturation.Saturation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is kept of every container. */
final class SaturationHistory {
  private final Map<ContainerRef, SaturationTrack> tracks = new ConcurrentHashMap<>();

  SaturationTrack track(ContainerRef container) {
    return tracks.computeIfAbsent(container, c -> new SaturationTrack());
  }

  Saturation since(ContainerRef container, long hour) {
    SaturationTrack track = tracks.get(container);
    return track == null ? Saturation.NONE : track.since(hour);
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

  long heldBytes() {
    return tracks.values().stream().mapToLong(SaturationTrack::heldBytes).sum();
  }
}
