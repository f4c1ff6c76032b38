// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.Quantile;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The right-sizer operator: P95 of a week + 20 %, memory too. As shipped, at least 10m and 64 MiB.
 *
 * <p>Source: aavishay/right-sizer, its defaults.
 */
public final class RightSizerRule implements SizeRule {
  private static final Duration LOOKBACK = Duration.ofDays(7);
  private static final double QUANTILE = 0.95;
  private static final double MARGIN = 0.2;
  private static final Floors FLOORS = new Floors(0.01, 64 * Floors.MIB);

  private final Form form;

  public RightSizerRule(Form form) {
    this.form = form;
  }

  @Override
  public String name() {
    return form == Form.RULE ? "right-sizer" : "right-sizer, as shipped";
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    UsagePast week = past.last(LOOKBACK);
    if (week.isEmpty()) {
      return OptionalDouble.empty();
    }
    double size = Quantile.of(week.values(), QUANTILE) * (1 + MARGIN);
    return OptionalDouble.of(form == Form.RULE ? size : FLOORS.raise(past.resource(), size));
  }
}
