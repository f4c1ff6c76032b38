// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.telemetry.ProposalMetrics;
import dev.rightsizing.telemetry.ProposalMetrics.Operation;
import java.time.Duration;

/** Counts and times each call of a Git server or a code host, and asks before each write. */
final class GuardedCalls {
  private final GitStop stop;
  private final ProposalMetrics metrics;

  GuardedCalls(GitStop stop, ProposalMetrics metrics) {
    this.stop = stop;
    this.metrics = metrics;
  }

  /** A call with an answer. */
  interface Call<T> {
    T run() throws GitException;
  }

  /** A call without one. */
  interface Action {
    void run() throws GitException;
  }

  <T> T read(Operation operation, Call<T> call) throws GitException {
    long began = System.nanoTime();
    try {
      T answer = call.run();
      metrics.called(operation, since(began));
      return answer;
    } catch (GitException e) {
      metrics.failed(operation, e.reason(), since(began));
      throw e;
    }
  }

  /**
   * @throws GitException also when writes are stopped; nothing was sent then
   */
  <T> T write(Operation operation, Call<T> call) throws GitException {
    stop.check();
    return read(operation, call);
  }

  /** The same of a call without an answer. */
  void act(Operation operation, Action action) throws GitException {
    write(
        operation,
        () -> {
          action.run();
          return true;
        });
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
