// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Size;
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
  private static final double DUST = 1e-9;

  /** Of all targets of all autoscalers. */
  static List<ScalePoint> all(ProposedStep step, GuardFacts facts) {
    List<Counted> pod = pod(step, facts);
    return facts.cluster().workload().management().autoscalers().stream()
        .flatMap(a -> a.targets().stream().map(t -> of(a, t, pod)))
        .toList();
  }

  /** One container's size of one resource, before and after. */
  private record Counted(String name, Target target, Size now, Size then) {}

  private static List<Counted> pod(ProposedStep step, GuardFacts facts) {
    List<Target> targets =
        facts.cluster().workload().management().autoscalers().stream()
            .flatMap(a -> a.targets().stream())
            .distinct()
            .toList();
    Optional<SteppedPod> live = SteppedPod.all(step, facts).stream().findFirst();
    TemplatePod template = new TemplatePod(facts.cluster().workload(), step.steps());
    return targets.stream()
        .flatMap(
            t ->
                live.map(
                        p ->
                            p.pod().containers().stream()
                                .filter(c -> c.role() != ContainerRole.INIT && t.counts(c.name()))
                                .map(
                                    c ->
                                        new Counted(
                                            c.name(),
                                            t,
                                            p.step(c, t.resource())
                                                .map(SizeStep::from)
                                                .orElseGet(() -> c.spec(t.resource())),
                                            p.after(c, t.resource()))))
                    .orElseGet(
                        () ->
                            template.workload().containers().stream()
                                .filter(c -> c.role() != ContainerRole.INIT && t.counts(c.name()))
                                .map(
                                    c ->
                                        new Counted(
                                            c.name(),
                                            t,
                                            c.template(t.resource()),
                                            template.size(c, t.resource())))))
        .toList();
  }

  private static ScalePoint of(Autoscaling autoscaler, Target target, List<Counted> pod) {
    List<Counted> counted = pod.stream().filter(c -> c.target().equals(target)).toList();
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

  /** Whether the step moves it. */
  boolean moves() {
    return working
        && Math.abs(then.value() - now.value()) > DUST * Math.max(now.value(), then.value());
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
