// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Kubecost: the greatest usage of a week at a target utilisation of 70 %. As shipped, at least 10m
 * and 20 MiB.
 *
 * <p>Source: Kubecost's documentation of its request right-sizing API, version 2.
 */
public final class KubecostRule implements SizeRule {
  private static final Duration LOOKBACK = Duration.ofDays(7);
  private static final double UTILISATION = 0.7;
  private static final Floors FLOORS = new Floors(0.01, 20 * Floors.MIB);

  private final Form form;

  public KubecostRule(Form form) {
    this.form = form;
  }

  @Override
  public String name() {
    return form == Form.RULE ? "Kubecost" : "Kubecost, as shipped";
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    UsagePast week = past.last(LOOKBACK);
    if (week.isEmpty()) {
      return OptionalDouble.empty();
    }
    double size = week.max() / UTILISATION;
    return OptionalDouble.of(form == Form.RULE ? size : FLOORS.raise(past.resource(), size));
  }
}
