// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;

/**
 * The template of a Job is immutable, so that its pods can only be resized while they run; and Jobs
 * that are taken together have no template of their own.
 */
public final class KindSupported implements Guard {
  @Override
  public String name() {
    return "KindSupported";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    boolean job =
        step.ref().kind() == WorkloadKind.JOB || facts.cluster().workload().management().jobs() > 0;
    return job && step.strategy().changesTemplate()
        ? new Verdict.Refuse(
            Reason.KIND_NOT_APPLIED,
            "The template of %s cannot be changed after it was created; change what creates the Job, or use strategy InPlace"
                .formatted(facts.cluster().workload().title()))
        : Verdict.ALLOW;
  }
}
