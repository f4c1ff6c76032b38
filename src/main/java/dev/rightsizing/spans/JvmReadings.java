// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Reads this JVM by {@code com.sun.management}. On Linux the CPU time of a process comes in steps
 * of 10 ms.
 */
final class JvmReadings implements Readings {
  private final Runtime runtime = Runtime.getRuntime();
  private final OperatingSystemMXBean system;
  private final ThreadMXBean threads;

  /** Null where the JVM has none of the kind: another vendor's may know less. */
  private JvmReadings(OperatingSystemMXBean system, ThreadMXBean threads) {
    this.system = system;
    this.threads = threads;
  }

  static JvmReadings create() {
    java.lang.management.ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    return new JvmReadings(
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
            ? known
            : null,
        bean instanceof ThreadMXBean known
                && known.isThreadAllocatedMemorySupported()
                && known.isThreadAllocatedMemoryEnabled()
                && known.isCurrentThreadCpuTimeSupported()
                && known.isThreadCpuTimeEnabled()
            ? known
            : null);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long processCpuNanos() {
    return system == null ? UNKNOWN : system.getProcessCpuTime();
  }

  @Override
  public int processors() {
    return runtime.availableProcessors();
  }

  @Override
  public long heapBytes() {
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Override
  public long heapLimitBytes() {
    return runtime.maxMemory();
  }

  /** A virtual thread has none: the JVM counts by carrier. */
  @Override
  public long threadAllocatedBytes() {
    return threads == null ? UNKNOWN : threads.getCurrentThreadAllocatedBytes();
  }

  @Override
  public long threadCpuNanos() {
    try {
      return threads == null ? UNKNOWN : threads.getCurrentThreadCpuTime();
    } catch (UnsupportedOperationException e) {
      // Newer JVMs say so on a virtual thread.
      return UNKNOWN;
    }
  }
}
