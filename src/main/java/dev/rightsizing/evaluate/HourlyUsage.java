// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.usage.CollectedUsage;
import java.util.List;
import java.util.TreeMap;

/** Usage over time as a chart shows it, from what a collector holds; nothing is read. */
public final class HourlyUsage {
  private HourlyUsage() {}

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
}
