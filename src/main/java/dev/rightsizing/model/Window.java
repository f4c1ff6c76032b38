// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Duration;

/**
 * The past that a size is computed from.
 *
 * @param lookback how far back
 * @param step distance of the samples
 * @param minimumHistory less than this and no size is given
 */
public record Window(
    Duration lookback, Duration step, Duration minimumHistory, Aggregation aggregation) {

  public static final Window DEFAULT =
      new Window(
          Duration.ofDays(7),
          Duration.ofMinutes(5),
          Duration.ofHours(24),
          Aggregation.MAX_OVER_PODS);
}
