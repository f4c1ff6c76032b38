// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Tries again, with growing and jittered delays, what may pass; never what will fail again. */
final class Retries {
  private static final Set<Reason> PASSING =
      EnumSet.of(
          Reason.SOURCE_UNREACHABLE,
          Reason.SOURCE_TIMEOUT,
          Reason.RATE_LIMITED,
          Reason.SOURCE_ERROR,
          Reason.SOURCE_OVERLOADED,
          Reason.TRUNCATED);
  private static final int LONGEST_DELAY = 32;
  private static final double JITTER = 0.3;

  private final RetryPolicy<Object> policy;

  Retries(PrometheusSettings.Query settings) {
    this(settings, settings.timeout().multipliedBy(4));
  }

  /**
   * @param longest no retry begins after this time
   */
  Retries(PrometheusSettings.Query settings, Duration longest) {
    Duration delay = settings.retryDelay();
    this.policy =
        RetryPolicy.builder()
            .handleIf(Retries::mayPass)
            .withMaxRetries(settings.retries())
            .withBackoff(delay, delay.multipliedBy(LONGEST_DELAY))
            .withJitter(JITTER)
            .withMaxDuration(longest)
            .withDelayFnOn(context -> serverDelay(context.getLastException()), Throttled.class)
            .build();
  }

  /** What may fail for a while. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws UsageException;
  }

  <T> T run(Attempt<T> attempt) throws UsageException {
    try {
      return Failsafe.with(policy).get(attempt::run);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof UsageException usage) {
        throw usage;
      }
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new UsageException(Reason.SOURCE_UNREACHABLE, "reading was interrupted", e);
      }
      throw e;
    } catch (Throttled | NotSent e) {
      throw e.fault();
    }
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof Throttled
        || failure instanceof UsageException usage && PASSING.contains(usage.reason());
  }

  /** What the server asked for is the least, so it is put where the jitter's low end meets it. */
  private static Duration serverDelay(Throwable failure) {
    return failure instanceof Throttled throttled
        ? Duration.ofNanos((long) Math.ceil(throttled.delay().toNanos() / (1 - JITTER)))
        : null;
  }

  /** A fault that is not tried again like others. */
  abstract static class Held extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UsageException fault;

    private Held(UsageException fault) {
      super(fault);
      this.fault = fault;
    }

    UsageException fault() {
      return fault;
    }
  }

  /** Nothing was sent, because the source has not answered for some time. */
  static final class NotSent extends Held {
    private static final long serialVersionUID = 1L;

    NotSent(UsageException fault) {
      super(fault);
    }
  }

  /** The server sent a Retry-After. */
  static final class Throttled extends Held {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    Throttled(UsageException fault, Duration delay) {
      super(fault);
      this.delay = delay;
    }

    Duration delay() {
      return delay;
    }
  }
}
