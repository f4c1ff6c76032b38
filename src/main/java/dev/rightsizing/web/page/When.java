// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A moment as the page shows it.
 *
 * @param iso for programs
 * @param text for people, such as {@code 2026-11-29 18:05 UTC}
 * @param ago how long before the page was made, such as {@code 5 min}
 */
public record When(String iso, String text, String ago) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long SECONDS_SHOWN = 90;
  private static final long MINUTES_SHOWN = 90;
  private static final long HOURS_SHOWN = 48;

  static When of(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    return new When(at.toString(), FORMAT.format(at), text(age.isNegative() ? Duration.ZERO : age));
  }

  /** A duration in its greatest useful unit. */
  static String text(Duration duration) {
    if (duration.toSeconds() < SECONDS_SHOWN) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < MINUTES_SHOWN) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < HOURS_SHOWN
        ? duration.toHours() + " h"
        : duration.toDays() + " days";
  }
}
