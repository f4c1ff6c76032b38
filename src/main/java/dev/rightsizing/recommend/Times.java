// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as a status has them: RFC 3339, in whole seconds. */
final class Times {
  private Times() {}

  static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * A time.
   *
   * @throws DateTimeException if it is none, or absent
   */
  static Instant parse(String text) {
    if (text == null) {
      throw new DateTimeException("a time is missing");
    }
    return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A time; empty where it cannot be read. */
  static Optional<Instant> tolerant(String text) {
    try {
      return Optional.of(parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
