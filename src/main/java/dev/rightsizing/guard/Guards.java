// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.ApplyVerdict.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks guards in order. All are asked, so that a person sees at once everything that is in the way;
 * each sees what those before it left of the step, with targets of autoscalers that go as far as
 * the requests.
 */
public final class Guards {
  private final List<Guard> guards;
  private final ScaledTargets targets = new ScaledTargets();

  public Guards(List<Guard> guards) {
    this.guards = List.copyOf(guards);
  }

  /** Judges a step. */
  public Judgement judge(ProposedStep proposed, GuardFacts facts) {
    ProposedStep step = proposed;
    List<ApplyVerdict> verdicts = new ArrayList<>();
    for (Guard guard : guards) {
      Verdict verdict = guard.judge(step, facts);
      if (verdict instanceof Verdict.Allow) {
        continue;
      }
      if (verdict instanceof Verdict.Shrink shrink) {
        step = targets.fit(step.withSteps(shrink.to()), facts.goal());
      }
      verdicts.add(shown(guard.name(), verdict));
    }
    return new Judgement(step, verdicts);
  }

  private static ApplyVerdict shown(String guard, Verdict verdict) {
    if (verdict instanceof Verdict.Shrink shrink) {
      return new ApplyVerdict(
          guard, Result.SHRINK, shrink.reason(), shrink.message(), Optional.empty());
    }
    if (verdict instanceof Verdict.Hold hold) {
      return new ApplyVerdict(guard, Result.HOLD, hold.reason(), hold.message(), hold.until());
    }
    Verdict.Refuse refuse = (Verdict.Refuse) verdict;
    return new ApplyVerdict(
        guard, Result.REFUSE, refuse.reason(), refuse.message(), Optional.empty());
  }
}
