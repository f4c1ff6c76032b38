// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The latest samples of a process, 20 bytes each in arrays that never grow: 5 KB for 256. One
 * thread writes, any number read, and nobody waits: a slot is published by the count after it, and
 * a reader leaves out what may have been overwritten while it read.
 */
final class SampleRing {
  private final long[] at;
  private final long[] heap;
  private final float[] cpu;
  private final long intervalNanos;
  private volatile long written;

  /**
   * @param intervalNanos from one sample to the next
   */
  SampleRing(int capacity, long intervalNanos) {
    this.at = new long[capacity];
    this.heap = new long[capacity];
    this.cpu = new float[capacity];
    this.intervalNanos = intervalNanos;
  }

  /**
   * Only from the one thread that writes.
   *
   * @param nanos when it was taken, by {@link Readings#nanoTime}
   * @param busy CPU since the sample before, 1 for all processors; NaN where it is not known
   * @param heapBytes heap in use
   */
  void add(long nanos, float busy, long heapBytes) {
    long index = written;
    int slot = (int) (index % at.length);
    at[slot] = nanos;
    cpu[slot] = busy;
    heap[slot] = heapBytes;
    written = index + 1;
  }

  /**
   * What the samples say of an interval; those of the nearest sample where none falls into it, and
   * nothing where there is no sample at all.
   */
  Optional<ResourceUse> between(long from, long to) {
    long end = written;
    // The oldest slot is the next to be written.
    long oldest = Math.max(0, end - at.length + 1);
    if (end == oldest) {
      return Optional.empty();
    }
    while (true) {
      Optional<ResourceUse> use = read(oldest, end, from, to);
      VarHandle.acquireFence();
      long intact = Math.max(0, written - at.length + 1);
      if (intact <= oldest) {
        return use;
      }
      if (intact >= end) {
        return Optional.empty();
      }
      oldest = intact;
    }
  }

  private Optional<ResourceUse> read(long oldest, long end, long from, long to) {
    ResourceUse.Sum sum = new ResourceUse.Sum();
    long nearest = end - 1;
    long distance = Long.MAX_VALUE;
    for (long i = end - 1; i >= oldest; i--) {
      int slot = slot(i);
      // One that was taken as the span started is of the time before.
      long away = Math.max(from - at[slot], at[slot] - to);
      if (at[slot] - from > 0 && away <= 0) {
        sum.add(cpu[slot], heap[slot], i > oldest ? at[slot] - at[slot(i - 1)] : intervalNanos);
      } else if (away < distance) {
        distance = away;
        nearest = i;
      }
      if (at[slot] - from < 0) {
        break;
      }
    }
    if (sum.samples() > 0) {
      return Optional.of(sum.use(covered(at[slot(oldest)], at[slot(end - 1)], from, to)));
    }
    sum.add(cpu[slot(nearest)], heap[slot(nearest)], intervalNanos);
    return Optional.of(sum.nearest());
  }

  /** Whether there are samples up to both ends of the span; one interval is as close as it gets. */
  private double covered(long first, long last, long from, long to) {
    long before = first - from > 2 * intervalNanos ? first - from : 0;
    long after = to - last > 2 * intervalNanos ? to - last : 0;
    return 1 - (double) (before + after) / Math.max(1, to - from);
  }

  private int slot(long index) {
    return (int) (index % at.length);
  }
}
