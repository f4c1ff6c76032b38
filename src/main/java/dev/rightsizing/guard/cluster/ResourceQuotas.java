// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.model.quota.QuotaScope;
import java.util.List;

/**
 * A change must fit into the namespace's quotas at its worst moment. In place each pod adds its
 * growth; a roll-out adds the growth of all pods and besides them its surge at the new size. What
 * shrinks always fits, as the API server has it.
 *
 * <p>Worked: 4 pods from 500m to 700m with surge 1: 4 x 200m + 700m = 1500m over what is used.
 */
public final class ResourceQuotas implements Guard {
  /** A millionth of 1m or 1Mi is the dust of doubles. */
  private static final double DUST = 1e-6;

  @Override
  public String name() {
    return "ResourceQuota";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.isEmpty()) {
      return Verdict.ALLOW;
    }
    for (Quota line : facts.cluster().quotas()) {
      if (counts(line, step, facts.cluster())) {
        Amount added = added(line, step, facts);
        double dust = DUST * line.resource().granule();
        if (added.value() > dust && line.used().isEmpty()) {
          return new Verdict.Hold(
              Reason.QUOTA_FULL,
              "ResourceQuota %s is not counted yet (%s), and the change adds %s; it waits for the quota's status"
                  .formatted(line.id(), line.key(), added.toQuantity()));
        }
        if (added.value() > dust
            && line.used().orElseThrow().plus(added).value() - line.hard().value() > dust) {
          return new Verdict.Hold(Reason.QUOTA_FULL, full(line, added, step));
        }
      }
    }
    return Verdict.ALLOW;
  }

  /**
   * Lines of which a template does not decide who counts are left to the API server, whose refusal
   * ends the change.
   */
  private static boolean counts(Quota line, ProposedStep step, WorkloadFacts cluster) {
    return line.scopes().stream().allMatch(QuotaScope::known)
        && line.counts(
            cluster.workload().footprint(),
            new TemplatePod(cluster.workload(), step.steps()).isBestEffort());
  }

  private static Amount added(Quota line, ProposedStep step, GuardFacts facts) {
    Amount none = Amount.zero(line.resource());
    List<SteppedPod> pods = SteppedPod.all(step, facts);
    if (step.strategy() == ApplyStrategy.IN_PLACE) {
      return pods.stream()
          .map(p -> p.growth(line.resource(), line.onLimits()))
          .reduce(none, Amount::plus);
    }
    Amount fresh =
        new TemplatePod(facts.cluster().workload(), step.steps())
            .counted(line.resource(), line.onLimits());
    boolean adds =
        facts.cluster().rollout().surge() > 0
            && !facts.cluster().rollout().recreate()
            && !facts.cluster().rollout().onDelete()
            && step.ref().kind() != WorkloadKind.CRONJOB;
    Amount growth =
        pods.stream()
            .map(p -> fresh.minus(held(p, line, facts)).max(none))
            .reduce(none, Amount::plus);
    return adds ? growth.plus(fresh.times(facts.cluster().rollout().surge())) : growth;
  }

  /** What a pod that will be replaced gives back. */
  private static Amount held(SteppedPod pod, Quota line, GuardFacts facts) {
    Amount level =
        pod.pod().podLevel()
            ? (line.onLimits()
                    ? facts.cluster().workload().pod().current(line.resource()).limit()
                    : facts.cluster().workload().pod().current(line.resource()).request())
                .orElseGet(() -> pod.now(line.resource(), line.onLimits()))
            : pod.now(line.resource(), line.onLimits());
    return line.onLimits() && level.isZero()
        ? level
        : level.plus(facts.cluster().workload().pod().overhead(line.resource()));
  }

  private static String full(Quota line, Amount added, ProposedStep step) {
    return "ResourceQuota %s has %s of %s in use for %s, and the change adds up to %s%s; raise the quota or free some of it"
        .formatted(
            line.id(),
            line.used().orElseThrow().toQuantity(),
            line.hard().toQuantity(),
            line.key(),
            added.toQuantity(),
            step.strategy() == ApplyStrategy.IN_PLACE ? "" : " while it is rolled out");
  }
}
