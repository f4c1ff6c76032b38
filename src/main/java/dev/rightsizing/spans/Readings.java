// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

/** The figures of a process and of the calling thread, and the clock that goes with them. */
interface Readings {
  /** What {@link #threadAllocatedBytes} and the CPU figures give where the JVM does not know. */
  long UNKNOWN = -1;

  /** A clock that only goes forward, in nanoseconds; see {@link System#nanoTime}. */
  long nanoTime();

  /** CPU time of the process so far in nanoseconds, or {@link #UNKNOWN}. */
  long processCpuNanos();

  /** Processors that the process may use; in a container its limit. */
  int processors();

  /** Heap in use, in bytes; garbage that is not collected yet counts. */
  long heapBytes();

  /** The most that the heap may grow to, in bytes. */
  long heapLimitBytes();

  /** Bytes that the calling thread has allocated so far, or {@link #UNKNOWN}. */
  long threadAllocatedBytes();

  /** CPU time of the calling thread so far in nanoseconds, or {@link #UNKNOWN}. */
  long threadCpuNanos();
}
