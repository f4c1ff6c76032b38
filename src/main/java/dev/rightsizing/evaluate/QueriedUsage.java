// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.WorkloadRead;
import dev.rightsizing.usage.WorkloadReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Usage of single workloads that had to be read for a person, kept for some minutes. One at a time
 * is read from each source, and a failure is kept too, so that nobody who reloads a page burdens
 * the source. Safe for use by several threads.
 */
final class QueriedUsage {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration FAILURE_KEPT = Duration.ofMinutes(1);
  private static final int MOST = 100;
  private static final long MOST_WAIT_SECONDS = 15;

  private final WorkloadReader reader;
  private final Clock clock;
  private final Map<UsageSource, ReentrantLock> turns = new WeakHashMap<>();
  private final Map<Key, Answered> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Answered> eldest) {
          return size() > MOST;
        }
      };

  QueriedUsage(WorkloadReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  private record Key(UsageSource source, WorkloadRef workload, Window window) {}

  /** An answer, or a failure. */
  private record Answered(
      Optional<WorkloadReader.Answer> answer, Optional<UsageException> failure, Instant until) {

    WorkloadReader.Answer given() throws UsageException {
      if (answer.isPresent()) {
        return answer.get();
      }
      UsageException why = failure.orElseThrow();
      throw new UsageException(why.reason(), why.getMessage());
    }
  }

  /**
   * The usage, which may be some minutes old.
   *
   * @throws UsageException when it cannot be read, or could not a moment ago
   */
  WorkloadReader.Answer of(UsageSource source, WorkloadRead read) throws UsageException {
    Key key = new Key(source, read.workload(), read.window());
    Optional<Answered> known = known(key);
    if (known.isPresent()) {
      return known.get().given();
    }
    ReentrantLock turn = turn(source);
    try {
      if (!turn.tryLock(MOST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      known = known(key);
      return (known.isPresent() ? known.get() : read(key, read)).given();
    } finally {
      turn.unlock();
    }
  }

  private Answered read(Key key, WorkloadRead read) {
    Answered answered;
    try {
      answered =
          new Answered(
              Optional.of(reader.read(key.source(), read)),
              Optional.empty(),
              clock.instant().plus(KEPT));
    } catch (UsageException e) {
      answered = new Answered(Optional.empty(), Optional.of(e), clock.instant().plus(FAILURE_KEPT));
    }
    synchronized (answers) {
      answers.put(key, answered);
    }
    return answered;
  }

  private Optional<Answered> known(Key key) {
    synchronized (answers) {
      return Optional.ofNullable(answers.get(key))
          .filter(known -> !clock.instant().isAfter(known.until()));
    }
  }

  private ReentrantLock turn(UsageSource source) {
    synchronized (turns) {
      return turns.computeIfAbsent(source, s -> new ReentrantLock(true));
    }
  }

  private static UsageException busy() {
    return new UsageException(
        Reason.SOURCE_UNREACHABLE,
        "usage of other workloads is being read from the same source; try again in a minute");
  }
}
