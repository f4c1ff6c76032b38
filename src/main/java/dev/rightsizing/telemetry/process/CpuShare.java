// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.process;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The share of its CPUs that the process used since the last reading. Several readers in one second
 * get the same figure, so that none spoils that of another.
 */
final class CpuShare {
  private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

  private final ProcessReadings process;
  private final LongSupplier nanoTime;
  private long at;
  private OptionalLong used;
  private OptionalDouble share = OptionalDouble.empty();

  /**
   * @param nanoTime a clock that only moves forward, in nanoseconds
   */
  CpuShare(ProcessReadings process, LongSupplier nanoTime) {
    this.process = process;
    this.nanoTime = nanoTime;
    this.at = nanoTime.getAsLong();
    this.used = process.cpuNanos();
  }

  /** 0 to 1; empty in the first second, and where the system does not say. */
  synchronized OptionalDouble read() {
    long now = nanoTime.getAsLong();
    if (now - at < SHORTEST) {
      return share;
    }
    OptionalLong total = process.cpuNanos();
    share =
        total.isEmpty() || used.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                Math.min(
                    1,
                    (double) (total.getAsLong() - used.getAsLong()) / (now - at) / process.cpus()));
    at = now;
    used = total;
    return share;
  }
}
