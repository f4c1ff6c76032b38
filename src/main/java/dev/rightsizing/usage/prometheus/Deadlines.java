// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long; one thread for all sources, since what it runs never waits. */
final class Deadlines implements AutoCloseable {
  private static final long IDLE_SECONDS = 60;

  private final ScheduledThreadPoolExecutor executor;

  Deadlines() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "prometheus-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    // Else an answer that was read long ago would be held until its deadline.
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs something later, unless it is cancelled before. */
  Future<?> after(long nanos, Runnable end) {
    return executor.schedule(end, nanos, TimeUnit.NANOSECONDS);
  }

  /** Tasks that wait. */
  int waiting() {
    return executor.getQueue().size();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
