// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * Thresholds of the verdicts.
 *
 * @param overProvisionedBelowPercent statistic / request under this is over-provisioned
 * @param changePercent a smaller difference between request and size is no change
 */
public record Thresholds(int overProvisionedBelowPercent, int changePercent) {
  public static final Thresholds DEFAULT = new Thresholds(50, 10);
}
