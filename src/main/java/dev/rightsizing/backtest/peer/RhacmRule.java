// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The right-sizing of Red Hat Advanced Cluster Management: the greatest usage of a day + 10 %. It
 * does so for namespaces; here for each container.
 *
 * <p>Source: its recording rules, five-minute maxima of which the day's greatest is taken.
 */
public final class RhacmRule implements SizeRule {
  private static final Duration LOOKBACK = Duration.ofDays(1);
  private static final double MARGIN = 0.1;

  @Override
  public String name() {
    return "RHACM";
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    UsagePast day = past.last(LOOKBACK);
    return day.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(day.max() * (1 + MARGIN));
  }
}
