// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.WorkloadRef;
import java.util.function.Supplier;

/** Learns how far an evaluation is, for a progress bar, and what failed on the way, for a log. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (phase, done, total) -> {};

  /** So many of so many parts of a phase are done. */
  void at(String phase, long done, long total);

  /**
   * An internal error cost one part its result; the evaluation goes on without it.
   *
   * @param part a workload, or the quotas of a namespace
   */
  default void failed(String part, RuntimeException fault) {}

  /** Makes the patch of one workload; a listener that times it runs {@code work} in between. */
  default <T> T patch(WorkloadRef workload, Supplier<T> work) {
    return work.get();
  }
}
