// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.SizeStep;
import java.util.Optional;

/**
 * A resize begins when all pods have the size that it begins from, so that undoing it restores what
 * was there; and not before an earlier resize is done.
 */
public final class PodsDiffer implements Guard {
  @Override
  public String name() {
    return "PodsDiffer";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE) {
      return Verdict.ALLOW;
    }
    for (LivePod pod : facts.cluster().pods()) {
      if (!pod.deleting()) {
        Optional<Verdict> verdict = unfinished(pod).or(() -> other(pod, step));
        if (verdict.isPresent()) {
          return verdict.get();
        }
      }
    }
    return Verdict.ALLOW;
  }

  private static Optional<Verdict> unfinished(LivePod pod) {
    ResizeState state = pod.resize().state();
    return state == ResizeState.DONE
        ? Optional.empty()
        : Optional.of(
            new Verdict.Hold(
                Reason.RESIZE_NOT_FINISHED,
                "An earlier resize of pod %s is not done (%s%s); the change waits for it, or delete the pod so that a new one takes its place"
                    .formatted(
                        pod.name(),
                        state.text(),
                        pod.resize().message().isBlank() ? "" : ": " + pod.resize().message())));
  }

  private static Optional<Verdict> other(LivePod pod, ProposedStep step) {
    return step.steps().stream()
        .filter(
            s ->
                pod.container(s.container())
                    .map(c -> c.spec(s.resource()).enforced())
                    .filter(now -> !isEitherEnd(s, now))
                    .isPresent())
        .findFirst()
        .map(s -> differs(pod, s));
  }

  private static boolean isEitherEnd(SizeStep step, Size now) {
    return now.equals(step.from().enforced()) || now.equals(step.to().enforced());
  }

  private static Verdict differs(LivePod pod, SizeStep step) {
    return new Verdict.Hold(
        Reason.PODS_NOT_ALIKE,
        "Container %s of pod %s has another size of %s (%s) than most pods (%s); delete the pod so that a new one takes its place, or wait for the next evaluation"
            .formatted(
                step.container(),
                pod.name(),
                step.resource().key(),
                Sizes.text(pod.container(step.container()).orElseThrow().spec(step.resource())),
                Sizes.text(step.from())));
  }
}
