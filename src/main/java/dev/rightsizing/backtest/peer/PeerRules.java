// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.peer.vpa.VpaRecommender;
import dev.rightsizing.backtest.peer.vpa.VpaTarget;
import dev.rightsizing.model.Resource;
import java.util.List;
import java.util.stream.Stream;

/** Every rule that ours is compared with, by resource, in the order of the tables. */
public final class PeerRules {

  /**
   * The rules alone, without the floors, caps and buckets of the tools that ship them: on small
   * containers those would be compared instead of the rules.
   */
  public List<SizeRule> of(Resource resource) {
    Stream<SizeRule> bySet = resource == Resource.CPU ? cpuBaselines() : memoryBaselines();
    return Stream.concat(bySet, common(resource)).toList();
  }

  private static Stream<SizeRule> cpuBaselines() {
    return Stream.of(
        new MaxRule("max", 0),
        new QuantileRule("p95 (KRR)", 0.95, 0),
        new QuantileRule("p99", 0.99, 0),
        new KrrRule(KrrRule.Strategy.SIMPLE_LIMIT, Form.RULE));
  }

  private static Stream<SizeRule> memoryBaselines() {
    return Stream.of(new MaxRule("max", 0), new MaxRule("max + 15 % (KRR)", 0.15));
  }

  private static Stream<SizeRule> common(Resource resource) {
    return Stream.of(
            Stream.of(new VpaTarget(), new AutopilotWindow(), new CraneRule(Form.RULE)),
            kruize(resource),
            Stream.of(
                new AttuneRule(Form.RULE),
                new KubecostRule(Form.RULE),
                new RightSizerRule(Form.RULE),
                new RhacmRule()))
        .flatMap(rules -> rules);
  }

  /** Its models differ in CPU only. */
  private static Stream<SizeRule> kruize(Resource resource) {
    KruizeRule cost = new KruizeRule(KruizeRule.Model.COST);
    return resource == Resource.CPU
        ? Stream.of(cost, new KruizeRule(KruizeRule.Model.PERFORMANCE))
        : Stream.of(cost);
  }

  /** The tools that add floors, caps or buckets to their rule, as they ship. */
  public List<SizeRule> shipped() {
    return List.of(
        new KrrRule(KrrRule.Strategy.SIMPLE, Form.SHIPPED),
        new KrrRule(KrrRule.Strategy.SIMPLE_LIMIT, Form.SHIPPED),
        new VpaRecommender(1),
        new CraneRule(Form.SHIPPED),
        new AttuneRule(Form.SHIPPED),
        new KubecostRule(Form.SHIPPED),
        new RightSizerRule(Form.SHIPPED));
  }
}
