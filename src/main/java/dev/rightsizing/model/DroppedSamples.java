// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Instant;
import java.util.Locale;

/**
 * Samples of one container that were left out of its usage because they cannot be: more than its
 * limit or its machine allows.
 *
 * @param samples how many, one a step at which any was left out; at least 1
 * @param greatest of them, in cores or bytes
 * @param at when the greatest was recorded
 */
public record DroppedSamples(long samples, Amount greatest, Instant at) {
  /** More cores than there are, and more bytes than a cluster holds. */
  private static final double ODD = 1e15;

  /** The greatest as a quantity, in powers of ten where it is beyond all that is measured. */
  public String greatestText() {
    return greatest.value() < ODD
        ? greatest.toUsage()
        : String.format(Locale.ROOT, "%.3e", greatest.value());
  }

  /** Both together. */
  public DroppedSamples plus(DroppedSamples other) {
    DroppedSamples more = greatest.compareTo(other.greatest) >= 0 ? this : other;
    return new DroppedSamples(samples + other.samples, more.greatest, more.at);
  }
}
