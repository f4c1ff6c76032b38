// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Window;
import dev.rightsizing.sizing.estimate.AdaptiveRequest;
import dev.rightsizing.sizing.estimate.Bounds;
import dev.rightsizing.sizing.estimate.LimitRule;
import dev.rightsizing.sizing.estimate.RequestEstimate;
import dev.rightsizing.sizing.estimate.Step;
import dev.rightsizing.sizing.estimate.VerdictRule;
import java.util.Optional;

/**
 * Sizes one resource of one container: enough usage? statistic, headroom, rounding, the policy's
 * bounds, the LimitRange, verdict, limit. Each stage adds to the explanation.
 */
public final class Sizer {
  private final UsageGate gate = new UsageGate();
  private final AdaptiveRequest adaptive = new AdaptiveRequest();
  private final RequestEstimate estimate = new RequestEstimate();
  private final Bounds bounds = new Bounds();
  private final VerdictRule verdicts = new VerdictRule();
  private final LimitRule limitRule = new LimitRule();

  /**
   * What surrounds a container.
   *
   * @param limits what the namespace's LimitRanges allow
   * @param batch whether it runs to completion, so that gaps in its usage are natural
   */
  public record SizingContext(
      Window window, Thresholds thresholds, ContainerLimits limits, boolean batch) {}

  /** The size; the current one where there is too little usage. */
  public ResourceSizing size(
      ContainerSpec container, Observed observed, SizingRule rule, SizingContext context) {
    Optional<UsageSummary> usage = observed.usage();
    Resource resource = rule.resource();
    Size current = container.current(resource);
    Optional<String> refusal = gate.refuse(usage, context);
    if (refusal.isPresent()) {
      return new ResourceSizing(
          resource,
          current,
          container.origin(resource),
          usage,
          current,
          Verdict.INSUFFICIENT_DATA,
          refusal.get(),
          Optional.empty());
    }
    return sized(container, observed, rule, context);
  }

  private ResourceSizing sized(
      ContainerSpec container, Observed observed, SizingRule rule, SizingContext context) {
    UsageSummary usage = observed.usage().orElseThrow();
    Resource resource = rule.resource();
    Size current = container.current(resource);
    Step wanted =
        observed
            .adaptive()
            .map(size -> adaptive.estimate(size, usage))
            .orElseGet(() -> estimate.estimate(usage, rule));
    Step step = bounds.apply(wanted, rule, context.limits());
    Verdict verdict =
        verdicts.verdict(usage.statistic(), current.request(), step.amount(), context.thresholds());
    Size recommended = current;
    String said;
    if (verdict == Verdict.RIGHT_SIZED) {
      said = step.said() + kept(current.request().orElseThrow(), context.thresholds());
    } else {
      LimitRule.Outcome limit =
          limitRule.limit(step.amount(), current, usage, rule, context.limits());
      recommended = new Size(Optional.of(step.amount()), limit.limit());
      said = step.said() + limit.said();
    }
    return new ResourceSizing(
        resource,
        current,
        container.origin(resource),
        Optional.of(usage),
        recommended,
        verdict,
        said,
        observed.adaptive());
  }

  private static String kept(Amount request, Thresholds thresholds) {
    return "; within "
        + thresholds.changePercent()
        + "% of the request "
        + request.toQuantity()
        + ", which is kept";
  }
}
