// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * One hour of a container's usage.
 *
 * @param hour since the epoch
 * @param mean exact, in cores or bytes
 * @param p95 within 0.4 % of that of the samples, in cores or bytes
 * @param peak exact, in cores or bytes
 * @param samples how many there are, at least one
 */
public record HourFigures(long hour, double mean, double p95, double peak, long samples) {

  /** The greater of each figure, as where pods are kept apart. */
  public HourFigures greater(HourFigures other) {
    return new HourFigures(
        hour,
        Math.max(mean, other.mean),
        Math.max(p95, other.p95),
        Math.max(peak, other.peak),
        samples + other.samples);
  }
}
