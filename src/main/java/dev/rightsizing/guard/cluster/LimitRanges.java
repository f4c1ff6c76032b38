// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the API server would refuse for a LimitRange is not tried. It checks every container of a
 * pod that is created or resized, also those that do not change.
 */
public final class LimitRanges implements Guard {
  @Override
  public String name() {
    return "LimitRange";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.isEmpty()) {
      return Verdict.ALLOW;
    }
    List<Checked> all =
        step.strategy() == ApplyStrategy.IN_PLACE ? pods(step, facts) : template(step, facts);
    return all.stream()
        .filter(c -> !c.limits().admits(c.size()))
        .findFirst()
        .<Verdict>map(
            c ->
                new Verdict.Hold(
                    Reason.LIMIT_RANGE_REFUSES,
                    "LimitRange %s allows %s, and %s would have of %s %s; change the LimitRange or the policy's min and max"
                        .formatted(
                            c.limits().name(),
                            bounds(c.limits()),
                            c.what(),
                            c.resource().key(),
                            Sizes.text(c.size()))))
        .orElse(Verdict.ALLOW);
  }

  private record Checked(String what, Resource resource, Size size, ContainerLimits limits) {}

  private static List<Checked> pods(ProposedStep step, GuardFacts facts) {
    List<Checked> all = new ArrayList<>();
    for (SteppedPod pod : SteppedPod.all(step, facts)) {
      for (Resource resource : Resource.values()) {
        for (LiveContainer c : pod.pod().containers()) {
          all.add(
              new Checked(
                  "container %s of pod %s".formatted(c.name(), pod.pod().name()),
                  resource,
                  pod.after(c, resource),
                  facts.cluster().limits(resource)));
        }
        all.add(
            new Checked(
                "pod " + pod.pod().name() + " as a whole",
                resource,
                pod.total(resource),
                facts.cluster().workload().pod().limits(resource)));
      }
    }
    return all;
  }

  private static List<Checked> template(ProposedStep step, GuardFacts facts) {
    List<Checked> all = new ArrayList<>();
    TemplatePod pod = new TemplatePod(facts.cluster().workload(), step.steps());
    for (Resource resource : Resource.values()) {
      ContainerLimits limits = facts.cluster().limits(resource);
      for (ContainerSpec c : facts.cluster().workload().containers()) {
        if (c.role() != ContainerRole.POD) {
          all.add(
              new Checked(
                  "container " + c.name(),
                  resource,
                  filled(pod.size(c, resource), limits),
                  limits));
        }
      }
      all.add(
          new Checked(
              "a new pod as a whole",
              resource,
              pod.total(resource),
              facts.cluster().workload().pod().limits(resource)));
    }
    return all;
  }

  /** A new container without a limit gets the default one. */
  private static Size filled(Size size, ContainerLimits limits) {
    return size.limit().isPresent() ? size : new Size(size.request(), limits.defaultLimit());
  }

  private static String bounds(ContainerLimits limits) {
    List<String> bounds = new ArrayList<>();
    limits.min().map(Amount::toQuantity).ifPresent(m -> bounds.add("at least " + m));
    limits.max().map(Amount::toQuantity).ifPresent(m -> bounds.add("at most " + m));
    limits
        .maxLimitRequestRatio()
        .ifPresent(r -> bounds.add("a limit of at most %s times the request".formatted(ratio(r))));
    return String.join(" and ", bounds);
  }

  private static String ratio(double ratio) {
    return Optional.of(ratio)
        .filter(r -> r == Math.rint(r))
        .map(r -> Long.toString(Math.round(r)))
        .orElse(Double.toString(ratio));
  }
}
