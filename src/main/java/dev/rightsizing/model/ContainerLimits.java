// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * What a namespace's LimitRanges allow a container for one resource.
 *
 * @param name of the LimitRange, for messages
 * @param min least request
 * @param max greatest limit
 * @param maxLimitRequestRatio greatest limit / request
 */
public record ContainerLimits(
    String name,
    Optional<Amount> min,
    Optional<Amount> max,
    Optional<Double> maxLimitRequestRatio) {
  public static final ContainerLimits NONE =
      new ContainerLimits("", Optional.empty(), Optional.empty(), Optional.empty());
}
