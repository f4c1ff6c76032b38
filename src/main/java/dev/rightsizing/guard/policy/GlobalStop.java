// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import java.util.Optional;

/** Holds everything while an administrator has stopped all changes. */
public final class GlobalStop implements Guard {
  @Override
  public String name() {
    return "GlobalStop";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Optional<String> stopped = facts.switches().stopped();
    return stopped.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Hold(Reason.APPLY_STOPPED, "All changes are stopped: " + stopped.get());
  }
}
