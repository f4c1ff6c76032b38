// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.Saturation;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * Input of the stages of this package, for one resource of one container.
 *
 * @param current request and limit
 * @param usage over the look-back
 * @param saturation over the look-back
 */
public record Observed(Size current, UsageSummary usage, Saturation saturation) {
  /** More than any node has, in cores or bytes; keeps sums finite whatever was recorded. */
  private static final double MOST = 1e18;

  /** A figure as an amount, held within what can be. */
  static Amount amount(Resource resource, double value) {
    return new Amount(resource, value >= 0 ? Math.min(MOST, value) : 0);
  }

  /**
   * The CPU limit that was in force in some hours, the greatest of those that are recorded; where
   * none is recorded the present limit is all that is known. Hours keep floats, limits whole
   * thousandths of a core.
   */
  Optional<Amount> cpuLimitIn(LongStream hours) {
    HourlyValues recorded = saturation.cpuLimits().orElse(HourlyValues.EMPTY);
    OptionalDouble greatest =
        hours
            .mapToObj(recorded::at)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .filter(cores -> cores > 0)
            .max();
    return greatest.isPresent()
        ? Optional.of(amount(Resource.CPU, Math.round(1000 * greatest.getAsDouble()) / 1000.0))
        : current.limit();
  }
}
