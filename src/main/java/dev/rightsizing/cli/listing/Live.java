// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.CommandException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Rows of Recommendations, read once and kept up to date by a watch, which costs the API server
 * only what changes. When the watch ends they are read again; until that succeeds the last rows
 * stay.
 *
 * @param <R> what is kept of an object
 */
final class Live<R> implements Watcher<Recommendation>, AutoCloseable {
  private final Pages<Recommendation> pages;
  private final Function<Recommendation, List<R>> rows;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, List<R>> kept = new LinkedHashMap<>();
  private final List<R> news = new ArrayList<>();
  private Watch watch;
  private boolean ended = true;
  private boolean changedSince;
  private Instant awaySince;

  /**
   * @param rows reduces an object to what is shown
   */
  Live(Pages<Recommendation> pages, Function<Recommendation, List<R>> rows, Clock clock) {
    this.pages = pages;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Reads all and begins to watch, where no watch runs.
   *
   * @throws CommandException when the cluster has no such objects
   */
  void read() throws CommandException {
    if (!ended()) {
      return;
    }
    closeWatch();
    Map<String, List<R>> fresh = new LinkedHashMap<>();
    String version = pages.each(found -> fresh.put(key(found), rows.apply(found)));
    lock.lock();
    try {
      kept.clear();
      kept.putAll(fresh);
      ended = false;
      awaySince = null;
    } finally {
      lock.unlock();
    }
    Watch begun = pages.watch(version, this);
    lock.lock();
    try {
      watch = begun;
    } finally {
      lock.unlock();
    }
  }

  /** Tries to read again after the watch has ended; the rows stay where that fails. */
  void recover() throws CommandException {
    try {
      read();
    } catch (KubernetesClientException e) {
      lock.lock();
      try {
        ended = true;
        awaySince = awaySince == null ? clock.instant() : awaySince;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Since when the API server does not answer; empty while it does. */
  Optional<Instant> awaySince() {
    lock.lock();
    try {
      return Optional.ofNullable(awaySince);
    } finally {
      lock.unlock();
    }
  }

  /** All rows. */
  List<R> all() {
    lock.lock();
    try {
      return kept.values().stream().flatMap(List::stream).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Rows of objects that were made or changed since the last call. */
  List<R> news() {
    lock.lock();
    try {
      List<R> taken = List.copyOf(news);
      news.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a change, or until a time has passed. */
  void await(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!changedSince && left > 0) {
        left = changed.awaitNanos(left);
      }
      changedSince = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void eventReceived(Action action, Recommendation object) {
    lock.lock();
    try {
      switch (action) {
        case ADDED, MODIFIED -> {
          List<R> now = rows.apply(object);
          if (!now.equals(kept.put(key(object), now))) {
            news.addAll(now);
            change();
          }
        }
        case DELETED -> {
          kept.remove(key(object));
          change();
        }
        default -> {
          // A bookmark holds no object; an error ends the watch.
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    end();
  }

  @Override
  public void onClose() {
    end();
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      change();
    } finally {
      lock.unlock();
    }
  }

  private void change() {
    changedSince = true;
    changed.signalAll();
  }

  private boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private void closeWatch() {
    Watch old;
    lock.lock();
    try {
      old = watch;
      watch = null;
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    closeWatch();
  }

  private static String key(Recommendation object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }
}
