// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import java.time.Instant;
import java.util.Optional;

/** Hears what became of the Recommendations of an evaluation. */
@FunctionalInterface
public interface WriteListener {

  /** Hears nothing. */
  WriteListener NONE = (policy, written, unchanged, oldest) -> {};

  /**
   * An evaluation was written.
   *
   * @param policy as namespace/name
   * @param written Recommendations that were created or changed
   * @param unchanged Recommendations that had nothing new to say
   * @param oldest when the oldest of the policy's Recommendations was computed; empty: it has none
   */
  void wrote(String policy, int written, int unchanged, Optional<Instant> oldest);
}
