// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long ago something was, as kubectl shows it: {@code 45s}, {@code 12m}, {@code 5h}, {@code
 * 3d}.
 */
final class Age {
  private static final long TWO_MINUTES = 120;
  private static final long TWO_HOURS = 2;
  private static final long TWO_DAYS = 48;

  private Age() {}

  /** Of a time as the API server writes it; empty where there is none that can be read. */
  static Optional<Instant> time(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Between two times; a dash where the first is not known. */
  static String of(Optional<Instant> from, Instant now) {
    return from.map(time -> text(Duration.between(time, now))).orElse("-");
  }

  private static String text(Duration age) {
    if (age.toSeconds() < TWO_MINUTES) {
      return Math.max(0, age.toSeconds()) + "s";
    }
    if (age.toHours() < TWO_HOURS) {
      return age.toMinutes() + "m";
    }
    return age.toHours() < TWO_DAYS ? age.toHours() + "h" : age.toDays() + "d";
  }
}
