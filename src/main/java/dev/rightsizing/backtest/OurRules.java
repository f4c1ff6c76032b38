// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Tolerance;
import dev.rightsizing.sizing.estimate.RequestEstimate;
import java.time.Duration;
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
    public boolean sizesPodsTogether() {
      return rule.resource() == Resource.MEMORY;
    }

    @Override
    public OptionalDouble size(UsagePast past) {
      if (past.isEmpty()) {
        return OptionalDouble.empty();
      }
      Duration history = Duration.ofSeconds(past.at() - past.second(0));
      double headroom = rule.headroomPercent() + RequestEstimate.shortHistory(rule, history);
      return OptionalDouble.of(
          Quantile.of(past.values(), rule.percentile() / 100) * (1 + headroom / 100));
    }
  }
}
