// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Permits for calls to one server. Where several wait for one, the namespace that holds the fewest
 * goes first, and within a namespace who came first.
 */
final class FairPermits {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiter> waiting = new ArrayList<>();
  private final Map<String, Integer> held = new HashMap<>();
  private int free;

  FairPermits(int permits) {
    this.free = permits;
  }

  private static final class Waiter {
    private final String namespace;
    private final Condition turn;
    private boolean granted;

    Waiter(String namespace, Condition turn) {
      this.namespace = namespace;
      this.turn = turn;
    }
  }

  /**
   * Waits for a permit.
   *
   * @return whether there was one within the time
   */
  boolean acquire(String namespace, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Waiter waiter = new Waiter(namespace, lock.newCondition());
      waiting.add(waiter);
      grant();
      try {
        long left = nanos;
        while (!waiter.granted && left > 0) {
          left = waiter.turn.awaitNanos(left);
        }
      } catch (InterruptedException e) {
        if (waiter.granted) {
          giveBack(namespace);
        }
        waiting.remove(waiter);
        throw e;
      }
      waiting.remove(waiter);
      return waiter.granted;
    } finally {
      lock.unlock();
    }
  }

  void release(String namespace) {
    lock.lock();
    try {
      giveBack(namespace);
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(String namespace) {
    held.computeIfPresent(namespace, (n, count) -> count > 1 ? count - 1 : null);
    free++;
    grant();
  }

  private void grant() {
    while (free > 0 && !waiting.isEmpty()) {
      // Of equal ones min takes the first, which has waited longest.
      Waiter next =
          waiting.stream()
              .min(Comparator.comparingInt(waiter -> held.getOrDefault(waiter.namespace, 0)))
              .orElseThrow();
      waiting.remove(next);
      free--;
      held.merge(next.namespace, 1, Integer::sum);
      next.granted = true;
      next.turn.signal();
    }
  }
}
