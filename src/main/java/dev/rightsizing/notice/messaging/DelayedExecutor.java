// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import java.time.Duration;

/** Runs work on a thread of its own, one after the other. */
@FunctionalInterface
public interface DelayedExecutor {

  /** Runs it after that time, never before this call has returned. */
  void run(Runnable work, Duration after);
}
