// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.recommend.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a policy has its next pass: at an interval while any change is under way, else seldom, and a
 * moment after something was asked for. A burst of requests, as of many pods that start at once,
 * has one pass a second.
 */
public final class ApplySchedule {
  /** Between the beginnings of two passes. */
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Where nothing is under way. */
  private static final int CALM = 12;

  private final Map<Policy.Id, Instant> begun = new ConcurrentHashMap<>();
  private final Duration interval;
  private final Clock clock;

  /**
   * @param interval between two passes while a change is under way
   */
  public ApplySchedule(Duration interval, Clock clock) {
    this.interval = interval;
    this.clock = clock;
  }

  /** Time until a policy may have its next pass; zero when it may now. */
  Duration wait(Policy.Id policy) {
    Instant last = begun.get(policy);
    Instant now = clock.instant();
    if (last == null || last.isAfter(now)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, last.plus(SHORTEST));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A pass begins. */
  void begins(Policy.Id policy) {
    begun.put(policy, clock.instant());
  }

  /**
   * Time until the next pass.
   *
   * @param lookAgain when it has something to do at the latest
   */
  Duration next(boolean inFlight, Optional<Instant> lookAgain) {
    Duration usual = inFlight ? interval : interval.multipliedBy(CALM);
    Duration asked = lookAgain.map(at -> Duration.between(clock.instant(), at)).orElse(usual);
    Duration next = asked.compareTo(usual) < 0 ? asked : usual;
    return next.compareTo(SHORTEST) < 0 ? SHORTEST : next;
  }

  void forget(Policy.Id policy) {
    begun.remove(policy);
  }
}
