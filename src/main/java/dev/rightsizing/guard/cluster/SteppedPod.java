// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.model.apply.SizeStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A pod that is resized in place by some steps. */
record SteppedPod(LivePod pod, List<SizeStep> steps) {

  /** Every pod that stays. */
  static List<SteppedPod> all(ProposedStep step, GuardFacts facts) {
    return facts.cluster().pods().stream()
        .filter(pod -> !pod.deleting())
        .map(pod -> new SteppedPod(pod, step.steps()))
        .toList();
  }

  /** The step of a container that the pod has; empty where it does not change. */
  Optional<SizeStep> step(LiveContainer container, Resource resource) {
    return steps.stream()
        .filter(s -> s.resource() == resource && s.container().equals(container.name()))
        .findFirst();
  }

  /** What a container's spec says after the step. */
  Size after(LiveContainer container, Resource resource) {
    return step(container, resource)
        .map(SizeStep::to)
        .orElseGet(() -> container.spec(resource))
        .enforced();
  }

  /**
   * What the pod occupies now on a node or a quota: of each container the greatest of what is
   * specified, admitted and running, as the scheduler and the API server count.
   */
  Amount now(Resource resource, boolean ofLimits) {
    return sum(resource, c -> most(c.spec(resource).enforced(), c, resource, ofLimits));
  }

  /** The same after the step. */
  Amount then(Resource resource, boolean ofLimits) {
    return sum(resource, c -> most(after(c, resource), c, resource, ofLimits));
  }

  /** What the step adds; not negative. */
  Amount growth(Resource resource, boolean ofLimits) {
    return then(resource, ofLimits).minus(now(resource, ofLimits)).max(Amount.zero(resource));
  }

  /** What the specs of its containers sum up to after the step; absent where none has any. */
  Size total(Resource resource) {
    return new Size(
        totalOf(resource, c -> after(c, resource).request()),
        totalOf(resource, c -> after(c, resource).limit()));
  }

  private Optional<Amount> totalOf(
      Resource resource, Function<LiveContainer, Optional<Amount>> part) {
    return Optional.of(sum(resource, part)).filter(a -> !a.isZero());
  }

  private Amount sum(Resource resource, Function<LiveContainer, Optional<Amount>> part) {
    return PodSum.of(
        resource,
        pod.containers().stream().map(c -> new PodSum.Part(c.role(), part.apply(c))).toList());
  }

  private static Optional<Amount> most(
      Size spec, LiveContainer container, Resource resource, boolean ofLimits) {
    Size actual = container.actual(resource).enforced();
    return ofLimits
        ? Stream.of(spec.limit(), actual.limit()).flatMap(Optional::stream).reduce(Amount::max)
        : Stream.of(
                spec.request(),
                actual.request(),
                Optional.ofNullable(container.allocated().get(resource)))
            .flatMap(Optional::stream)
            .reduce(Amount::max);
  }
}
