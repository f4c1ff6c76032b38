// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools of named threads that do not keep the process alive. */
final class DaemonThreads {
  private DaemonThreads() {}

  static ExecutorService pool(String name, int threads) {
    return Executors.newFixedThreadPool(threads, named(name));
  }

  /** As many as there is work; for callers that wait for their own, so that they are the bound. */
  static ExecutorService growing(String name) {
    return Executors.newCachedThreadPool(named(name));
  }

  static ScheduledExecutorService scheduled(String name, int threads) {
    return Executors.newScheduledThreadPool(threads, named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
