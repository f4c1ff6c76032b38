// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

/** Hears how far an evaluation is, for a progress bar. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (phase, done, total) -> {};

  /** So many of so many parts of a phase are done. */
  void at(String phase, long done, long total);
}
