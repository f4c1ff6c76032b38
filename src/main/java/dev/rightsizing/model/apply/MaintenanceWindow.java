// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When changes may begin.
 *
 * @param days on which it opens; empty: every day
 * @param from when it opens
 * @param to when it closes; not after {@code from}: on the next day
 * @param zone whose clocks count, with their daylight saving time
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final int DAYS_AHEAD = 8;

  public MaintenanceWindow {
    days = Set.copyOf(days);
  }

  /** Whether it is open; it is at {@code from} and no longer at {@code to}. */
  public boolean isOpen(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return contains(today, now) || contains(today.minusDays(1), now);
  }

  private boolean contains(LocalDate day, Instant now) {
    return opensOn(day) && !now.isBefore(opening(day)) && now.isBefore(closing(day));
  }

  /** The next time that it opens, after now. */
  public Instant nextOpening(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      if (opensOn(day) && opening(day).isAfter(now)) {
        return opening(day);
      }
    }
    throw new IllegalStateException("a window opens at least once a week: " + this);
  }

  private boolean opensOn(LocalDate day) {
    return days.isEmpty() || days.contains(day.getDayOfWeek());
  }

  private Instant opening(LocalDate day) {
    return ZonedDateTime.of(day, from, zone).toInstant();
  }

  private Instant closing(LocalDate day) {
    return ZonedDateTime.of(to.isAfter(from) ? day : day.plusDays(1), to, zone).toInstant();
  }
}
