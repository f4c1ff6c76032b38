// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;
import java.util.Optional;

/**
 * One target of one autoscaler, and what the containers that it counts request before and after a
 * step. Pods are added where {@code target x request} is, so that a smaller request needs a greater
 * target.
 *
 * @param working whether every container that it counts has a request; else it does nothing
 */
record ScalePoint(Autoscaling autoscaler, Target target, Amount now, Amount then, boolean working) {
  /** Of all targets of all autoscalers. */
  static List<ScalePoint> all(ProposedStep step, GuardFacts facts) {
    return facts.cluster().workload().management().autoscalers().stream()
        .flatMap(a -> a.targets().stream().map(t -> of(a, t, counted(t, step, facts))))
        .toList();
  }

  /** One container's size of one resource, before and after. */
  private record Counted(Size now, Size then) {}

  /** A pod at its own level, where it has one, is all that a target without a container counts. */
  private static List<Counted> counted(Target target, ProposedStep step, GuardFacts facts) {
    Workload workload = facts.cluster().workload();
    Resource resource = target.resource();
    Size level = workload.pod().current(resource);
    if (target.container().isEmpty() && level.request().isPresent()) {
      return List.of(new Counted(level, stepped(step, PodShape.LEVEL, resource).orElse(level)));
    }
    return facts.cluster().pods().stream()
        .filter(pod -> !pod.deleting())
        .findFirst()
        .map(
            pod ->
                pod.containers().stream().map(c -> new Part(c.name(), c.role(), c.spec(resource))))
        .orElseGet(
            () ->
                workload.containers().stream()
                    .map(c -> new Part(c.name(), c.role(), c.template(resource))))
        .filter(p -> p.role() != ContainerRole.INIT && target.counts(p.name()))
        .map(p -> new Counted(p.size(), stepped(step, p.name(), resource).orElse(p.size())))
        .toList();
  }

  private record Part(String name, ContainerRole role, Size size) {}

  private static Optional<Size> stepped(ProposedStep step, String container, Resource resource) {
    return step.steps().stream()
        .filter(s -> s.resource() == resource && s.container().equals(container))
        .map(SizeStep::to)
        .findFirst();
  }

  private static ScalePoint of(Autoscaling autoscaler, Target target, List<Counted> counted) {
    Amount none = Amount.zero(target.resource());
    return new ScalePoint(
        autoscaler,
        target,
        counted.stream().flatMap(c -> c.now().request().stream()).reduce(none, Amount::plus),
        counted.stream().flatMap(c -> c.then().request().stream()).reduce(none, Amount::plus),
        !counted.isEmpty()
            && counted.stream()
                .allMatch(c -> c.now().request().filter(r -> !r.isZero()).isPresent()));
  }

  /** Whether a step changes a request that the target counts. */
  boolean counts(SizeStep step) {
    return step.resource() == target.resource()
        && step.role() != ContainerRole.INIT
        && target.counts(step.container())
        && !step.from().request().equals(step.to().request());
  }

  /** The target in whole percents that keeps it; empty where a request becomes none. */
  Optional<Integer> keeping() {
    double exact = target.percent() * now.ratioTo(then);
    return Double.isFinite(exact) && exact < Integer.MAX_VALUE
        ? Optional.of((int) Math.round(exact))
        : Optional.empty();
  }

  /** Whether a change of a target is one of this target. */
  boolean isOf(TargetStep step) {
    return target.index() != Target.UNKNOWN
        && step.index() == target.index()
        && step.kind().equals(autoscaler.kind())
        && step.name().equals(autoscaler.name())
        && step.resource() == target.resource()
        && step.container().equals(target.container());
  }

  /** {@code HorizontalPodAutoscaler/web scales on 60% of cpu}. */
  @Override
  public String toString() {
    return "%s scales on %d%% of %s%s"
        .formatted(
            autoscaler,
            target.percent(),
            target.resource().key(),
            target.container().map(c -> " of container " + c).orElse(""));
  }
}
