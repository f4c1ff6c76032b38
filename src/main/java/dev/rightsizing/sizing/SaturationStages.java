// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.sizing.estimate.LimitRule;
import dev.rightsizing.sizing.estimate.RequestEstimate;
import dev.rightsizing.sizing.estimate.Step;
import dev.rightsizing.sizing.saturation.CacheShare;
import dev.rightsizing.sizing.saturation.CensoredCpu;
import dev.rightsizing.sizing.saturation.NoThrottleLimit;
import dev.rightsizing.sizing.saturation.Observed;
import dev.rightsizing.sizing.saturation.OomRule;
import java.util.Optional;

/** The stages that correct a size for what a limit hid: page cache, throttling, OOM kills. */
final class SaturationStages {
  private final RequestEstimate estimate = new RequestEstimate();
  private final CacheShare cacheShare = new CacheShare();
  private final CensoredCpu censoredCpu = new CensoredCpu();
  private final OomRule oomRule = new OomRule();
  private final NoThrottleLimit noThrottle = new NoThrottleLimit();

  /** A step, and whether the policy's max is under what kills ask for. */
  record Corrected(Step step, boolean maxTooLow) {}

  /** The size that usage asks for, corrected. */
  Corrected correct(Step wanted, UsageEvidence evidence, Size current, SizingRule rule) {
    Observed observed = observed(evidence, current);
    if (rule.resource() == Resource.CPU) {
      CensoredCpu.Outcome censored = censoredCpu.apply(wanted.amount(), observed);
      return new Corrected(wanted.then(censored.amount(), censored.clause()), false);
    }
    Step need = withoutCache(wanted, evidence, observed, rule);
    OomRule.Outcome outcome = oomRule.apply(need.amount(), observed, rule, evidence.at());
    return new Corrected(need.then(outcome.amount(), outcome.clause()), outcome.maxTooLow());
  }

  private Step withoutCache(
      Step wanted, UsageEvidence evidence, Observed observed, SizingRule rule) {
    CacheShare.Outcome cache =
        cacheShare.judge(observed, evidence.median().orElse(Amount.zero(Resource.MEMORY)), rule);
    if (cache.clause().isEmpty()) {
      return wanted;
    }
    if (cache.statistic().isEmpty()) {
      return wanted.then(wanted.amount(), "; " + cache.clause());
    }
    Step need = estimate.from(cache.statistic().get(), observed.usage(), rule);
    return new Step(need.amount(), cache.clause() + need.clause());
  }

  /** What kills ask for where there is too little usage; empty for CPU and without kills. */
  Optional<Corrected> withoutUsage(UsageEvidence evidence, Size current, SizingRule rule) {
    if (rule.resource() == Resource.CPU) {
      return Optional.empty();
    }
    return oomRule
        .withoutUsage(current, evidence.saturation(), rule, evidence.at())
        .filter(OomRule.Outcome::raised)
        .map(o -> new Corrected(new Step(o.amount(), o.clause()), o.maxTooLow()));
  }

  /** The limit under which past throttling would have stayed under its target. */
  LimitRule.Outcome noThrottle(Amount request, UsageEvidence evidence, Size current) {
    NoThrottleLimit.Outcome outcome =
        noThrottle.limit(request, observed(evidence, current), evidence.peaks());
    return new LimitRule.Outcome(Optional.of(outcome.limit()), outcome.clause());
  }

  private static Observed observed(UsageEvidence evidence, Size current) {
    UsageSummary usage = evidence.usage().orElseThrow();
    return new Observed(current, usage, evidence.saturation());
  }
}
