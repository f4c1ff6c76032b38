// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a span's thread had used when the span started. Spans that never end are forgotten after an
 * hour, and beyond a number of open spans new ones are not remembered: they then lack the figures
 * of their thread, which costs no memory.
 */
final class SpanStarts {
  private static final int MOST = 10_000;
  private static final long KEPT_NANOS = 3_600_000_000_000L;

  private final Map<Object, Start> open = new ConcurrentHashMap<>();
  private final Readings readings;

  SpanStarts(Readings readings) {
    this.readings = readings;
  }

  /** What a thread had used at a time. */
  private record Start(Thread thread, long nanos, long allocated, long cpu) {}

  /**
   * What the thread of a span has used since its start.
   *
   * @param allocated bytes
   * @param cpu nanoseconds
   */
  record Used(long allocated, long cpu) {}

  void started(Object span) {
    long allocated = readings.threadAllocatedBytes();
    long cpu = readings.threadCpuNanos();
    if (allocated >= 0 && cpu >= 0 && open.size() < MOST) {
      open.put(span, new Start(Thread.currentThread(), readings.nanoTime(), allocated, cpu));
    }
  }

  /** Empty where the span ends on another thread than it started on. */
  Optional<Used> ended(Object span) {
    Start start = open.remove(span);
    if (start == null || start.thread() != Thread.currentThread()) {
      return Optional.empty();
    }
    return Optional.of(
        new Used(
            readings.threadAllocatedBytes() - start.allocated(),
            readings.threadCpuNanos() - start.cpu()));
  }

  /** Forgets what was never ended. */
  void clean() {
    if (open.isEmpty()) {
      return;
    }
    long now = readings.nanoTime();
    open.values().removeIf(start -> now - start.nanos() > KEPT_NANOS);
  }

  int size() {
    return open.size();
  }
}
