// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread that puts a sample of the process into a ring, again and again. Whatever happens
 * in it, it goes on: a sample that cannot be taken is left out.
 */
final class Sampler implements AutoCloseable {
  /** At one sample each 100 ms the latest 25 s, in 5 KB. */
  static final int SAMPLES = 256;

  /**
   * In a container the JVM reads files to know its processors, so it is asked rarely: each 10 s.
   */
  private static final int SAMPLES_BETWEEN_PROCESSORS = 100;

  private final SampleRing ring;
  private final Readings readings;
  private final long intervalNanos;
  private final Runnable upkeep;
  private final Thread thread;
  private volatile boolean closed;
  private long lastAt;
  private long lastCpu;
  private int processors = 1;
  private int untilProcessors;

  /**
   * @param upkeep runs after each sample, on the same thread
   */
  Sampler(Readings readings, Duration interval, Runnable upkeep) {
    this.readings = readings;
    this.intervalNanos = interval.toNanos();
    this.ring = new SampleRing(SAMPLES, intervalNanos);
    this.upkeep = upkeep;
    this.lastAt = readings.nanoTime();
    this.lastCpu = readings.processCpuNanos();
    this.thread = new Thread(this::run, "span-resources");
    thread.setDaemon(true);
  }

  Sampler start() {
    thread.start();
    return this;
  }

  SampleRing ring() {
    return ring;
  }

  private void run() {
    long next = readings.nanoTime() + intervalNanos;
    while (!closed) {
      long wait = next - readings.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
        if (Thread.interrupted() && closed) {
          return;
        }
        continue;
      }
      sample();
      // Samples that were missed, as in a sleep of the machine, are not made up for.
      next = Math.max(next + intervalNanos, readings.nanoTime());
    }
  }

  /** Takes one sample now; never throws. */
  void sample() {
    try {
      long now = readings.nanoTime();
      long cpu = readings.processCpuNanos();
      long passed = now - lastAt;
      if (passed <= 0) {
        return;
      }
      if (untilProcessors-- <= 0) {
        processors = Math.max(1, readings.processors());
        untilProcessors = SAMPLES_BETWEEN_PROCESSORS - 1;
      }
      float busy =
          cpu < 0 || lastCpu < 0
              ? Float.NaN
              : Math.min(1, (float) (cpu - lastCpu) / passed / processors);
      lastAt = now;
      lastCpu = cpu;
      ring.add(now, busy, readings.heapBytes());
      upkeep.run();
    } catch (RuntimeException | Error e) {
      // Out of memory, for one; the program has more to lose than a sample.
      return;
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
