// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import dev.rightsizing.sizing.estimate.Bounds;
import dev.rightsizing.sizing.estimate.LimitRule;
import dev.rightsizing.sizing.estimate.Step;
import dev.rightsizing.sizing.estimate.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sizes what a pod asks for at its own level: what its containers need, together. A container that
 * asks for nothing itself stays so; one that does is sized within the pod.
 *
 * <p>Worked: a pod of 2 cores whose containers use 300m and 100m (P95), 20 % headroom: 360m + 120m
 * = 480m.
 */
final class PodLevelRule {
  private final Bounds bounds = new Bounds();
  private final LimitRule limitRule = new LimitRule();
  private final VerdictRule verdicts = new VerdictRule();

  /**
   * The sizes of a pod's containers, and that of its own level.
   *
   * @param containers those that are sized, by themselves
   * @param rule of this resource
   * @param limits what LimitRanges allow a container
   */
  List<ContainerSizing> apply(
      Workload workload,
      List<ContainerSizing> containers,
      ContainerSizing level,
      SizingRule rule,
      ContainerLimits limits,
      Thresholds thresholds) {
    Resource resource = rule.resource();
    Size now = level.of(resource).current();
    Optional<UsageSummary> usage = PodUsage.of(containers, resource);
    Optional<String> unknown = unknown(workload, containers, resource);
    ResourceSizing sized =
        unknown.isPresent() || usage.isEmpty()
            ? sizing(level, resource, usage, now, Verdict.INSUFFICIENT_DATA, unknown.orElse(""))
            : sized(workload.pod(), containers, level, usage.get(), rule, thresholds);
    List<ContainerSizing> all = new ArrayList<>();
    all.add(level.with(sized));
    for (ContainerSizing container : within(sized.recommended(), containers, resource, limits)) {
      all.add(container);
    }
    return all;
  }

  private ResourceSizing sized(
      PodShape pod,
      List<ContainerSizing> containers,
      ContainerSizing level,
      UsageSummary usage,
      SizingRule rule,
      Thresholds thresholds) {
    Resource resource = rule.resource();
    Size now = level.of(resource).current();
    ContainerLimits allowed = pod.limits(resource);
    Amount wanted =
        PodTotal.ofContainers(containers, resource, c -> c.of(resource).recommended().request())
            .amount();
    Step step =
        bounds.apply(new Step(wanted, sum(containers, resource, wanted)), unbounded(rule), allowed);
    Verdict verdict = verdicts.verdict(usage.statistic(), now.request(), step.amount(), thresholds);
    boolean holds =
        now.request().filter(r -> r.compareTo(own(containers, resource)) >= 0).isPresent()
            && allowed.admits(now)
            && now.limit().filter(l -> l.compareTo(usage.max()) < 0).isEmpty();
    if (verdict == Verdict.RIGHT_SIZED && holds) {
      String kept =
          "; within " + thresholds.changePercent() + "% of the pod's request, which is kept";
      return sizing(level, resource, Optional.of(usage), now, verdict, step.clause() + kept);
    }
    LimitRule.Outcome limit =
        limitRule.limit(
            step.amount(),
            new LimitRule.Now(now, isLimitAlone(pod.declared(resource))),
            usage.max(),
            withPlainLimit(rule),
            allowed);
    Size size = new Size(Optional.of(step.amount()), limit.limit().map(l -> l.max(step.amount())));
    return sizing(
        level, resource, Optional.of(usage), size, verdict, step.clause() + limit.clause());
  }

  private static boolean isLimitAlone(Size declared) {
    return declared.request().isEmpty() && declared.limit().isPresent();
  }

  /** What containers ask for themselves may not be more than the pod asks for. */
  private static Amount own(List<ContainerSizing> containers, Resource resource) {
    return PodTotal.ofContainers(
            containers,
            resource,
            c ->
                asks(c, resource)
                    ? c.of(resource).recommended().request()
                    : Optional.<Amount>empty())
        .amount();
  }

  private static boolean asks(ContainerSizing container, Resource resource) {
    Size declared = container.container().declared(resource);
    Size current = container.of(resource).current();
    return !declared.equals(Size.NONE) || !current.equals(Size.NONE);
  }

  /** Containers within the pod: none over its limit, and all together not over its request. */
  private static List<ContainerSizing> within(
      Size pod, List<ContainerSizing> containers, Resource resource, ContainerLimits limits) {
    List<ContainerSizing> inside = new ArrayList<>();
    for (ContainerSizing container : containers) {
      ResourceSizing sizing = container.of(resource);
      if (!asks(container, resource) && limits.defaultLimit().isEmpty()) {
        inside.add(container.with(unasked(sizing)));
      } else {
        inside.add(container.with(underLimit(sizing, pod)));
      }
    }
    return inside;
  }

  private static ResourceSizing unasked(ResourceSizing sizing) {
    return sizing.verdict() == Verdict.INSUFFICIENT_DATA
        ? sizing
        : sizing.with(
            sizing.current(),
            Verdict.RIGHT_SIZED,
            sizing.explanation() + "; requested by the pod as a whole, not by the container");
  }

  private static ResourceSizing underLimit(ResourceSizing sizing, Size pod) {
    Size size = sizing.recommended();
    Optional<Amount> most = pod.limit();
    if (most.isEmpty() || size.limit().filter(l -> l.compareTo(most.get()) > 0).isEmpty()) {
      return sizing;
    }
    return sizing.with(
        new Size(size.request().map(most.get()::min), most),
        sizing.verdict(),
        sizing.explanation() + ", limit cut to that of the pod, " + most.get().toQuantity());
  }

  /** Why it is not known how much the pod uses. */
  private static Optional<String> unknown(
      Workload workload, List<ContainerSizing> containers, Resource resource) {
    List<String> sized = containers.stream().map(c -> c.container().name()).toList();
    Optional<String> left =
        workload.containers().stream()
            .map(c -> c.name())
            .filter(name -> !sized.contains(name))
            .findFirst()
            .map(name -> "container " + name + " is excluded, so the pod's usage is unknown");
    return left.or(
        () ->
            containers.stream()
                .filter(c -> c.of(resource).verdict() == Verdict.INSUFFICIENT_DATA)
                .filter(
                    c ->
                        c.container().role() != ContainerRole.INIT
                            || c.of(resource).current().request().isEmpty())
                .findFirst()
                .map(
                    c ->
                        "container "
                            + c.container().name()
                            + " has too little usage to size the pod: "
                            + c.of(resource).explanation()));
  }

  /** {@code the containers need app 360m, tool 120m: 480m}. */
  private static String sum(List<ContainerSizing> containers, Resource resource, Amount total) {
    return containers.stream()
        .filter(c -> c.of(resource).recommended().request().isPresent())
        .map(
            c ->
                c.container().name()
                    + " "
                    + c.of(resource).recommended().request().orElseThrow().toQuantity())
        .collect(
            Collectors.joining(
                ", ", "the pod's containers need ", ", together " + total.toQuantity()));
  }

  /** The policy's bounds are those of a container. */
  private static SizingRule unbounded(SizingRule rule) {
    return new SizingRule(
        rule.resource(),
        rule.percentile(),
        rule.headroomPercent(),
        Optional.empty(),
        Optional.empty(),
        rule.limitMode(),
        rule.estimator());
  }

  /** Throttled periods are those of containers with limits of their own. */
  private static SizingRule withPlainLimit(SizingRule rule) {
    return rule.limitMode() != LimitMode.NO_THROTTLE
        ? rule
        : new SizingRule(
            rule.resource(),
            rule.percentile(),
            rule.headroomPercent(),
            rule.min(),
            rule.max(),
            LimitMode.KEEP,
            rule.estimator());
  }

  private static ResourceSizing sizing(
      ContainerSizing level,
      Resource resource,
      Optional<UsageSummary> usage,
      Size recommended,
      Verdict verdict,
      String clause) {
    ResourceSizing before = level.of(resource);
    return new ResourceSizing(
        resource,
        before.current(),
        before.origin(),
        usage,
        recommended,
        verdict,
        clause,
        Optional.empty(),
        false);
  }
}
