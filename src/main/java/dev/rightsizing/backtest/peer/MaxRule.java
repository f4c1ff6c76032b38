// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import java.util.OptionalDouble;

/**
 * The greatest usage, with a margin or without: the baseline of every comparison.
 *
 * @param margin what is added, as a share of the maximum
 */
public record MaxRule(String name, double margin) implements SizeRule {

  @Override
  public OptionalDouble size(UsagePast past) {
    return past.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(past.max() * (1 + margin));
  }
}
