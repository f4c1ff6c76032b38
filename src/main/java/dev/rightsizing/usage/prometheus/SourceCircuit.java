// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.failsafe.CircuitBreaker;
import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * A circuit breaker: after some consecutive failures calls to a source that does not answer fail
 * fast, and after a while a few probes are let through.
 */
final class SourceCircuit {
  /** An answer of whatever status is none of them: then the server is there. */
  private static final Set<Reason> NO_ANSWER =
      EnumSet.of(Reason.SOURCE_TIMEOUT, Reason.SOURCE_UNREACHABLE);

  private static final int LEAST_FAILURES = 3;

  private final CircuitBreaker<Object> breaker;
  private final PrometheusErrors errors;
  private final Clock clock;
  private volatile Failure failure;

  /** When the failures began, and of what kind the last one was. */
  private record Failure(Instant since, Reason reason) {}

  SourceCircuit(PrometheusSettings.Query settings, PrometheusErrors errors, Clock clock) {
    this.errors = errors;
    this.clock = clock;
    this.failure = new Failure(Instant.EPOCH, Reason.SOURCE_UNREACHABLE);
    // All tries of one query must fail, so that a restart of the server goes unnoticed.
    this.breaker =
        CircuitBreaker.builder()
            .withFailureThreshold(Math.max(LEAST_FAILURES, settings.retries() + 1))
            .withSuccessThreshold(1, Math.max(2, settings.concurrency()))
            .withDelay(settings.timeout())
            .build();
  }

  /** Whether calls fail at once, or only a few are let through. */
  boolean isOpen() {
    return !breaker.isClosed();
  }

  /**
   * Lets a call through, which must be followed by {@link #ended}.
   *
   * @throws Retries.NotSent when the source does not answer
   */
  void admit(String metric) {
    if (!breaker.tryAcquirePermit()) {
      throw refusal(metric);
    }
  }

  /**
   * Lets a call through that says nothing of the source, because it is not needed or its query is
   * somebody's own.
   */
  void admitExtra(String metric) {
    if (isOpen()) {
      throw refusal(metric);
    }
  }

  /** How a call that was let through ended. */
  void ended(Reason reason) {
    if (!NO_ANSWER.contains(reason)) {
      breaker.recordSuccess();
      return;
    }
    boolean first = breaker.isClosed() && breaker.getFailureCount() == 0;
    failure =
        new Failure(
            first ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : failure.since(), reason);
    breaker.recordFailure();
  }

  private Retries.NotSent refusal(String metric) {
    Duration left = breaker.getRemainingDelay();
    Instant next = clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    UsageException fault = errors.away(failure.reason(), failure.since(), next, metric);
    return new Retries.NotSent(fault);
  }
}
