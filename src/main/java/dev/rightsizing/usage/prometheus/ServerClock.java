// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.usage.UsageException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Compares a server's clock with ours: with a wrong one the window would be cut at its end or reach
 * into the future.
 */
final class ServerClock {
  private static final Duration MOST_SKEW = Duration.ofMinutes(5);

  private final Clock clock;
  private final PrometheusErrors errors;
  private final AtomicReference<Optional<Long>> skew = new AtomicReference<>(Optional.empty());

  ServerClock(Clock clock, PrometheusErrors errors) {
    this.clock = clock;
    this.errors = errors;
  }

  /** Seconds that the server's clock is ahead, when it was seen. */
  Optional<Long> skewSeconds() {
    return skew.get();
  }

  /**
   * @throws UsageException when the clocks are too far apart
   */
  void check(HttpResponse<?> response, String metric) throws UsageException {
    Optional<Instant> there = response.headers().firstValue("Date").flatMap(ServerClock::date);
    if (there.isEmpty()) {
      return;
    }
    long ahead = Duration.between(clock.instant(), there.get()).toSeconds();
    skew.set(Optional.of(ahead));
    if (Math.abs(ahead) > MOST_SKEW.toSeconds()) {
      throw errors.skew(ahead, metric);
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
