// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 5m}, {@code 1h30m}, {@code 7d}. */
public final class PrometheusDuration {
  private static final Pattern FORMAT =
      Pattern.compile(
          "(?:(\\d{1,4})y)?(?:(\\d{1,5})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?"
              + "(?:(\\d{1,9})s)?(?:(\\d{1,12})ms)?");
  private static final Duration[] UNITS = {
    Duration.ofDays(365),
    Duration.ofDays(7),
    Duration.ofDays(1),
    Duration.ofHours(1),
    Duration.ofMinutes(1),
    Duration.ofSeconds(1),
    Duration.ofMillis(1)
  };

  private PrometheusDuration() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the text is not a duration
   */
  public static Duration parse(String text) {
    Matcher matcher = FORMAT.matcher(text.trim());
    if (text.isBlank() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write for example 5m, 24h or 7d");
    }
    Duration sum = Duration.ZERO;
    for (int i = 0; i < UNITS.length; i++) {
      if (matcher.group(i + 1) != null) {
        sum = sum.plus(UNITS[i].multipliedBy(Long.parseLong(matcher.group(i + 1))));
      }
    }
    return sum;
  }

  /** Writes one in days, hours, minutes and seconds, without those that are zero. */
  public static String format(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}
