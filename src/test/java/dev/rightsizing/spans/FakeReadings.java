// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import java.time.Duration;

/** A process whose figures a test sets. */
final class FakeReadings implements Readings {
  private long nanos = -5_000_000_000L;
  private long cpu;
  private long allocated;
  private long threadCpu;
  long heap = 100;
  int processors = 2;
  RuntimeException fault;
  boolean unknown;

  /** Time passes in which so much of all processors is used. */
  void pass(Duration time, double busy) {
    nanos += time.toNanos();
    cpu += Math.round(time.toNanos() * busy * processors);
  }

  void use(long bytes, Duration onProcessor) {
    allocated += bytes;
    threadCpu += onProcessor.toNanos();
  }

  @Override
  public long nanoTime() {
    if (fault != null) {
      throw fault;
    }
    return nanos;
  }

  @Override
  public long processCpuNanos() {
    return unknown ? UNKNOWN : cpu;
  }

  @Override
  public int processors() {
    return processors;
  }

  @Override
  public long heapBytes() {
    return heap;
  }

  @Override
  public long heapLimitBytes() {
    return 1_000;
  }

  @Override
  public long threadAllocatedBytes() {
    return unknown ? UNKNOWN : allocated;
  }

  @Override
  public long threadCpuNanos() {
    return unknown ? UNKNOWN : threadCpu;
  }
}
