// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * How much usage above the size the Adaptive estimator tolerates.
 *
 * @param samplesOver share of CPU samples, greater than 0, at most 1
 * @param daysOver share of days with memory over the size, greater than 0, at most 1
 */
public record Tolerance(double samplesOver, double daysOver) {
  public static final Tolerance BALANCED = new Tolerance(0.015, 0.03);
  public static final Tolerance SAFE = new Tolerance(0.0075, 0.0155);

  public Tolerance {
    if (!(samplesOver > 0 && samplesOver <= 1 && daysOver > 0 && daysOver <= 1)) {
      throw new IllegalArgumentException(
          "a tolerance is a share over 0, up to 1; got " + samplesOver + " and " + daysOver);
    }
  }

  /** The share that counts for a resource. */
  public double of(Resource resource) {
    return resource == Resource.CPU ? samplesOver : daysOver;
  }
}
