// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;

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

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return hours.isEmpty();
  }
}
