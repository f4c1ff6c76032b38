// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.backtest;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;

/** The estimators that a policy can choose, as rules for a back-test, without floors and bounds. */
public final class OurRules {
  public static final String ADAPTIVE = "Adaptive";
  public static final String SAFE = "Adaptive, Safe";
  public static final String PERCENTILE = "Percentile";

  /** New rules, since they keep scratch space: for one thread each. */
  public List<SizeRule> of(Resource resource) {
    return List.of(
        new AdaptiveRule(ADAPTIVE, resource, Tolerance.BALANCED.of(resource)),
        new AdaptiveRule(SAFE, resource, Tolerance.SAFE.of(resource)),
        new Percentile(
            resource == Resource.CPU ? SizingRule.CPU_DEFAULT : SizingRule.MEMORY_DEFAULT));
  }

  /** The policy's default percentile and headroom. */
  private record Percentile(SizingRule rule) implements SizeRule {

    @Override
    public String name() {
      return PERCENTILE;
    }

    @Override
    public OptionalDouble size(UsagePast past) {
      return past.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(
              Quantile.of(past.values(), rule.percentile() / 100)
                  * (1 + rule.headroomPercent() / 100.0));
    }
  }
}
