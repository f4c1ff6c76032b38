// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a host limits requests and for how long, as GitHub and GitLab document it: {@code
 * Retry-After} counts first, then the time at which a used-up quota is filled again, else a minute.
 * Times are reckoned by the host's own clock where it sends one.
 */
final class RateLimits {
  /** What GitHub asks for where it names no time. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** No quota that is known lasts longer. */
  private static final Duration MOST = Duration.ofHours(2);

  private final ApiTarget target;
  private final Clock clock;
  private volatile Instant until = Instant.EPOCH;

  RateLimits(ApiTarget target, Clock clock) {
    this.target = target;
    this.clock = clock;
  }

  /**
   * Asking on while limited makes it worse.
   *
   * @throws GitException while the host does not want to be asked
   */
  void check() throws GitException {
    Duration left = Duration.between(clock.instant(), until);
    if (left.compareTo(Duration.ZERO) > 0) {
      throw new GitException(
          Reason.GIT_RATE_LIMITED,
          target + " limits requests; it is asked again in " + ApiFaults.text(left),
          null,
          left);
    }
  }

  /** How long not to ask, when an answer says that the limit is reached; remembers it. */
  Optional<Duration> wait(int status, HttpHeaders headers, String words) {
    boolean limited =
        status == 429
            || status == 403
                && (isUsedUp(headers)
                    || headers.firstValue("Retry-After").isPresent()
                    || words.toLowerCase(Locale.ROOT).contains("rate limit"));
    if (!limited) {
      return Optional.empty();
    }
    Duration wait =
        retryAfter(headers)
            .or(() -> isUsedUp(headers) ? reset(headers) : Optional.empty())
            .orElse(LEAST);
    Duration bounded = wait.compareTo(MOST) > 0 ? MOST : wait;
    until = clock.instant().plus(bounded);
    return Optional.of(bounded);
  }

  /** GitHub names its headers with an x-, GitLab and the draft of the IETF without. */
  private static boolean isUsedUp(HttpHeaders headers) {
    return first(headers, "x-ratelimit-remaining", "ratelimit-remaining")
        .filter("0"::equals)
        .isPresent();
  }

  private Optional<Duration> reset(HttpHeaders headers) {
    return first(headers, "x-ratelimit-reset", "ratelimit-reset")
        .filter(text -> text.matches("\\d{1,11}"))
        .map(text -> Duration.between(now(headers), Instant.ofEpochSecond(Long.parseLong(text))))
        .map(left -> left.isNegative() ? Duration.ofSeconds(1) : left.plusSeconds(1));
  }

  /** Seconds or a date. */
  Optional<Duration> retryAfter(HttpHeaders headers) {
    Optional<String> text = headers.firstValue("Retry-After").map(String::strip);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text.get())));
    }
    return date(text.get())
        .map(at -> Duration.between(now(headers), at))
        .filter(left -> !left.isNegative());
  }

  private Instant now(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(RateLimits::date).orElseGet(clock::instant);
  }

  /** A date as HTTP writes it. */
  static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(HttpHeaders headers, String one, String other) {
    return headers.firstValue(one).or(() -> headers.firstValue(other));
  }
}
