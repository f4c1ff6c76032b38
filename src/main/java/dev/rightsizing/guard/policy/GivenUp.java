// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;

/** Leaves a workload alone whose changes of one release were undone again and again. */
public final class GivenUp implements Guard {
  /** Undone changes in a row after which it is left alone. */
  public static final int MOST_UNDOS = 3;

  @Override
  public String name() {
    return "GivenUp";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    ApplyMemory memory = facts.memory();
    boolean same = memory.release().equals(facts.cluster().release());
    if (memory.undos() < MOST_UNDOS || !same) {
      return Verdict.ALLOW;
    }
    return new Verdict.Hold(
        Reason.GIVEN_UP,
        memory.undos()
            + " changes of this release were undone in a row; rightsize resume or a new release"
            + " starts again");
  }
}
