// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools of named threads that do not keep the process alive, and are stopped together. */
@Singleton
final class DaemonThreads {
  private final List<ExecutorService> pools = new CopyOnWriteArrayList<>();

  ExecutorService pool(String name, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, named(name));
    pools.add(pool);
    return pool;
  }

  /** As many as there is work; for callers that wait for their own, so that they are the bound. */
  ExecutorService growing(String name) {
    ExecutorService pool = Executors.newCachedThreadPool(named(name));
    pools.add(pool);
    return pool;
  }

  ScheduledExecutorService scheduled(String name, int threads) {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(threads, named(name));
    pools.add(pool);
    return pool;
  }

  void stop() {
    pools.forEach(ExecutorService::shutdownNow);
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
