// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.VerticalAutoscaler;

/**
 * Two never size one workload. A VerticalPodAutoscaler in mode {@code Initial} counts too: it sizes
 * each new pod, which would then be resized at once. In mode {@code Off} it only recommends.
 */
public final class VerticalAutoscalers implements Guard {
  @Override
  public String name() {
    return "VerticalAutoscaler";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    return facts.cluster().verticalAutoscalers().stream()
        .filter(VerticalAutoscaler::isActive)
        .findFirst()
        .<Verdict>map(
            v ->
                new Verdict.Refuse(
                    Reason.VERTICAL_AUTOSCALER,
                    "VerticalPodAutoscaler %s sizes %s itself (updateMode %s); set its updateMode to Off, or leave the workload out of the policy"
                        .formatted(v.name(), facts.cluster().workload().title(), v.mode())))
        .orElse(Verdict.ALLOW);
  }
}
