// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.Quantile;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import java.util.OptionalDouble;

/**
 * A quantile of all usage, interpolated linearly, with a margin or without.
 *
 * @param q 0 to 1
 * @param margin what is added, as a share of the quantile
 */
public record QuantileRule(String name, double q, double margin) implements SizeRule {

  @Override
  public OptionalDouble size(UsagePast past) {
    return past.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Quantile.of(past.values(), q) * (1 + margin));
  }
}
