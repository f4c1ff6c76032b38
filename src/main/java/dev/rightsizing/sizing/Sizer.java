// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.OddQuantity;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.sizing.estimate.AdaptiveRequest;
import dev.rightsizing.sizing.estimate.Bounds;
import dev.rightsizing.sizing.estimate.LimitRule;
import dev.rightsizing.sizing.estimate.RequestEstimate;
import dev.rightsizing.sizing.estimate.Step;
import dev.rightsizing.sizing.estimate.VerdictRule;
import java.util.Optional;

/**
 * Sizes one resource of one container: enough usage? statistic, headroom, rounding, what a limit
 * hid, the policy's bounds, the LimitRange, verdict, limit. Each stage adds to the explanation.
 */
public final class Sizer {
  private final UsageGate gate = new UsageGate();
  private final AdaptiveRequest adaptive = new AdaptiveRequest();
  private final SaturationStages saturation = new SaturationStages();
  private final RequestEstimate estimate = new RequestEstimate();
  private final Bounds bounds = new Bounds();
  private final VerdictRule verdicts = new VerdictRule();
  private final LimitRule limitRule = new LimitRule();

  /** The size; the current one where there is too little usage and no kill speaks. */
  public ResourceSizing size(
      ContainerSpec container, UsageEvidence evidence, SizingRule rule, SizingContext context) {
    Optional<String> refusal = gate.refuse(evidence.usage(), context);
    if (refusal.isEmpty()) {
      return sized(container, evidence, rule, context);
    }
    Size current = container.current(rule.resource());
    return saturation
        .withoutUsage(evidence, current, rule)
        .map(corrected -> killed(container, evidence, rule, context, corrected, refusal.get()))
        .orElseGet(
            () ->
                outcome(
                    container,
                    rule.resource(),
                    evidence,
                    new Decision(current, Verdict.INSUFFICIENT_DATA, refusal.get(), false)));
  }

  private ResourceSizing sized(
      ContainerSpec container, UsageEvidence evidence, SizingRule rule, SizingContext context) {
    UsageSummary usage = evidence.usage().orElseThrow();
    Size current = container.current(rule.resource());
    Step wanted =
        evidence
            .adaptive()
            .map(size -> adaptive.estimate(size, evidence.previous(), usage))
            .orElseGet(() -> estimate.estimate(usage, rule));
    SaturationStages.Corrected corrected = saturation.correct(wanted, evidence, current, rule);
    Step step = bounds.apply(corrected.step(), rule, context.limits());
    Verdict verdict =
        verdicts.verdict(usage.statistic(), current.request(), step.amount(), context.thresholds());
    if (verdict == Verdict.RIGHT_SIZED && !context.limits().admits(current)) {
      // The API server would refuse a pod of the size that would be kept.
      verdict =
          step.amount().compareTo(current.request().orElseThrow()) > 0
              ? Verdict.UNDER_PROVISIONED
              : Verdict.REDUCIBLE;
    }
    Size template = container.template(rule.resource());
    boolean differs = !template.equals(current);
    boolean stays =
        differs
            ? within(current, template, usage, step.amount(), context)
            : verdict == Verdict.RIGHT_SIZED;
    if (stays) {
      String clause =
          step.clause()
              + (differs
                  ? keptByTemplate(current, template, context.thresholds())
                  : kept(current.request().orElseThrow(), context.thresholds()));
      return outcome(
          container,
          rule.resource(),
          evidence,
          new Decision(
              rightSized(now(template, container, rule), evidence, rule, context),
              verdict,
              clause,
              corrected.maxTooLow()));
    }
    LimitRule.Outcome limit =
        limit(step.amount(), now(current, container, rule), evidence, rule, context);
    return outcome(
        container,
        rule.resource(),
        evidence,
        new Decision(
            new Size(Optional.of(step.amount()), limit.limit()),
            verdict,
            step.clause() + limit.clause(),
            corrected.maxTooLow()));
  }

  /**
   * Whether the template is right-sized already, though pods still differ. Then there is nothing to
   * change; else it has to be changed anyway, and gets the very size that usage asks for.
   */
  private boolean within(
      Size current, Size template, UsageSummary usage, Amount wanted, SizingContext context) {
    return verdicts.verdict(usage.statistic(), template.request(), wanted, context.thresholds())
            == Verdict.RIGHT_SIZED
        && context.limits().admits(template)
        && template.limit().map(limit -> holds(limit, current, usage)).orElse(true);
  }

  /** A limit that pods have been raised over must not come back under what they used. */
  private static boolean holds(Amount limit, Size current, UsageSummary usage) {
    return limit.compareTo(usage.max()) >= 0
        || current.limit().filter(now -> now.compareTo(limit) <= 0).isPresent();
  }

  /** What kills ask for, where usage says too little. */
  private ResourceSizing killed(
      ContainerSpec container,
      UsageEvidence evidence,
      SizingRule rule,
      SizingContext context,
      SaturationStages.Corrected corrected,
      String refusal) {
    Step step = bounds.apply(corrected.step(), rule, context.limits());
    Size current = container.current(rule.resource());
    LimitRule.Outcome limit =
        limit(step.amount(), now(current, container, rule), evidence, rule, context);
    return outcome(
        container,
        rule.resource(),
        evidence,
        new Decision(
            new Size(Optional.of(step.amount()), limit.limit()),
            Verdict.UNDER_PROVISIONED,
            refusal + step.clause() + limit.clause(),
            corrected.maxTooLow()));
  }

  private LimitRule.Outcome limit(
      Amount request,
      LimitRule.Now now,
      UsageEvidence evidence,
      SizingRule rule,
      SizingContext context) {
    Amount peak = evidence.usage().map(UsageSummary::max).orElse(Amount.zero(rule.resource()));
    return rule.limitMode() == LimitMode.NO_THROTTLE
        ? limitRule.bounded(
            saturation.noThrottle(request, evidence, now.size()), request, peak, context.limits())
        : limitRule.limit(request, now, peak, rule, context.limits());
  }

  /** A request that stays may still be throttled by its limit. */
  private Size rightSized(
      LimitRule.Now kept, UsageEvidence evidence, SizingRule rule, SizingContext context) {
    Size current = kept.size();
    if (rule.limitMode() != LimitMode.NO_THROTTLE || current.limit().isEmpty()) {
      return current;
    }
    Amount now = current.limit().get();
    Optional<Amount> wanted =
        limit(current.request().orElseThrow(), kept, evidence, rule, context).limit();
    double change = context.thresholds().changePercent() / 100.0;
    return wanted
        .filter(limit -> now.isZero() || Math.abs(limit.ratioTo(now) - 1) > change)
        .map(limit -> new Size(current.request(), Optional.of(limit)))
        .orElse(current);
  }

  private static LimitRule.Now now(Size size, ContainerSpec container, SizingRule rule) {
    Size declared = container.declared(rule.resource());
    boolean limitAlone =
        declared.request().isEmpty()
            && declared.limit().filter(limit -> !limit.isZero()).isPresent();
    return new LimitRule.Now(size, limitAlone);
  }

  /** What was decided. */
  private record Decision(Size size, Verdict verdict, String clause, boolean maxTooLow) {}

  private static ResourceSizing outcome(
      ContainerSpec container, Resource resource, UsageEvidence evidence, Decision decision) {
    return new ResourceSizing(
        resource,
        container.current(resource),
        container.origin(resource),
        evidence.usage(),
        decision.size(),
        decision.verdict(),
        decision.clause() + odd(container, resource),
        evidence.adaptive().map(size -> AdaptiveRequest.inForce(size, evidence.previous())),
        decision.maxTooLow());
  }

  private static String keptByTemplate(Size current, Size template, Thresholds thresholds) {
    return "; within "
        + thresholds.changePercent()
        + "% of the template's "
        + text(template)
        + ", which replaces the running "
        + text(current)
        + " when a pod is replaced";
  }

  private static String text(Size size) {
    return size.request().map(Amount::toQuantity).orElse("none");
  }

  /** What a person should correct in the template, whatever the size. */
  private static String odd(ContainerSpec container, Resource resource) {
    boolean none = container.declared(resource).limit().filter(Amount::isZero).isPresent();
    String zero = none ? "; the template's limit of 0 is none" : "";
    return resource == Resource.CPU
        ? zero
        : zero + OddQuantity.of(container).map(found -> "; " + found).orElse("");
  }

  private static String kept(Amount request, Thresholds thresholds) {
    return "; within "
        + thresholds.changePercent()
        + "% of the request "
        + request.toQuantity()
        + ", which is kept";
  }
}
