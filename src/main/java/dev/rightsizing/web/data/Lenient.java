// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads values that anybody with write access may have set: what cannot be read is absent. */
public final class Lenient {
  private Lenient() {}

  /** A time; empty where there is none that can be read. */
  public static Optional<Instant> instant(String text) {
    return read(text, Instant::parse);
  }

  /** Money; refuses exponents that would print as a million digits. */
  static Optional<BigDecimal> money(String text) {
    return read(text, BigDecimal::new).filter(m -> Math.abs((long) m.scale()) < 20);
  }

  static Optional<Duration> duration(String text) {
    return read(text, dev.rightsizing.model.PrometheusDuration::parse);
  }

  private static <T> Optional<T> read(String text, Function<String, T> parse) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
