// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate.series;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.sketch.HourFigures;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.usage.CollectedUsage;
import java.util.List;
import java.util.TreeMap;

/**
 * One container's usage of one resource by the hour.
 *
 * @param firstHour of the window, in hours since the epoch
 * @param endHour the hour after the window's last
 * @param hours those that have samples, oldest first; an hour without is not there
 */
public record HourlySeries(
    Resource resource, long firstHour, long endHour, List<HourFigures> hours) {

  public HourlySeries {
    hours = List.copyOf(hours);
  }

  /**
   * The series of a container; without hours where nothing is known of it. Where pods are kept
   * apart, each figure is the greatest over pods.
   */
  public static HourlySeries of(CollectedUsage usage, ContainerRef container, Resource resource) {
    List<HourlySketches> tracks = usage.hours(container, resource);
    long first = usage.firstHour();
    long end = usage.endHour();
    if (tracks.size() == 1) {
      return new HourlySeries(resource, first, end, tracks.get(0).figures(first, end));
    }
    TreeMap<Long, HourFigures> byHour = new TreeMap<>();
    for (HourlySketches track : tracks) {
      track
          .figures(first, end)
          .forEach(hour -> byHour.merge(hour.hour(), hour, HourFigures::greater));
    }
    return new HourlySeries(resource, first, end, List.copyOf(byHour.values()));
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return hours.isEmpty();
  }
}
