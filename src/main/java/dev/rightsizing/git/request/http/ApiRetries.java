// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;

/** Tries again, with growing and jittered delays, what may pass and may be sent twice. */
final class ApiRetries {
  private static final double JITTER = 0.3;
  private static final int LONGEST_DELAY = 32;

  private final RetryPolicy<Object> policy;

  ApiRetries(ApiSettings settings) {
    this.policy =
        RetryPolicy.builder()
            .handle(Passing.class)
            .withMaxRetries(settings.retries())
            .withBackoff(settings.retryDelay(), settings.retryDelay().multipliedBy(LONGEST_DELAY))
            .withJitter(JITTER)
            .withMaxDuration(settings.timeout().multipliedBy(2))
            .build();
  }

  /** What may fail for a while. */
  @FunctionalInterface
  interface Attempt {
    ApiAnswer run() throws GitException;
  }

  ApiAnswer run(Attempt attempt) throws GitException {
    try {
      return Failsafe.with(policy).get(attempt::run);
    } catch (Passing e) {
      throw e.fault();
    } catch (FailsafeException e) {
      if (e.getCause() instanceof GitException fault) {
        throw fault;
      }
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new GitException(Reason.GIT_UNREACHABLE, "the call was interrupted", e);
      }
      throw e;
    }
  }

  /** A fault that may pass, of a call that may be sent again. */
  static final class Passing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GitException fault;

    Passing(GitException fault) {
      super(fault);
      this.fault = fault;
    }

    GitException fault() {
      return fault;
    }
  }
}
