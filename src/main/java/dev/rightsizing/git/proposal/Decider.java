// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.proposal.Branch.Fit;
import dev.rightsizing.git.proposal.Branch.Keeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what to do about a group. Pure.
 *
 * <p>The order of the steps is that in which a crash between any two is mended by the next pass: a
 * branch is pushed before its request is opened, since a branch without a request is found again by
 * its name; a request is closed before its branch is deleted, since a host closes a request whose
 * branch goes, and that would look like a person's doing.
 */
final class Decider {
  static final String REJECTED =
      "Rejected with the label "
          + ProposalPass.REJECT_LABEL
          + ". It is proposed again when a need differs by more than thresholds.changePercent from"
          + " what was proposed here.";
  static final String NOTHING_LEFT =
      "Nothing is left to propose: the needs have gone, were rejected, or stand in the base"
          + " already.";

  static final String OTHER_BASE =
      "spec.git.branch names another base now; a new request is opened for it.";

  private Decider() {}

  static List<Step> decide(Situation s) {
    List<Step> steps = new ArrayList<>();
    if (s.fate() instanceof Fate.Rejected rejected) {
      rejected.open().ifPresent(r -> steps.add(new Step.Close(r, REJECTED, false)));
    }
    if (s.fate() instanceof Fate.Open open && !s.isOpenForThisBase()) {
      steps.add(new Step.Close(open.request(), OTHER_BASE, true));
    }
    if (s.edited().isNothing()) {
      nothing(s, steps);
    } else {
      something(s, steps);
    }
    return steps;
  }

  private static void nothing(Situation s, List<Step> steps) {
    if (s.isOpenForThisBase()) {
      s.fate().open().ifPresent(r -> steps.add(new Step.Close(r, NOTHING_LEFT, true)));
    }
    boolean mayBeOpenedAgain = s.fate() instanceof Fate.Closed && s.refused();
    s.branch()
        .filter(b -> b.keeper() != Keeper.PEOPLE && !mayBeOpenedAgain)
        .ifPresent(b -> steps.add(new Step.Delete(b.head())));
  }

  private static void something(Situation s, List<Step> steps) {
    push(s).ifPresent(steps::add);
    steps.add(new Step.Publish(s.isOpenForThisBase() ? s.fate().about() : Optional.empty()));
  }

  private static Optional<Step> push(Situation s) {
    if (s.branch().isEmpty()) {
      return Optional.of(new Step.Push(s.base(), s.edited().files(), Optional.empty(), false));
    }
    Branch branch = s.branch().get();
    if (branch.keeper() == Keeper.MERGED) {
      return anew(s, branch);
    }
    if (branch.keeper() == Keeper.PEOPLE) {
      return branch.onTop().isEmpty() ? Optional.empty() : onTop(branch);
    }
    if (branch.fit() == Fit.SAME) {
      return Optional.empty();
    }
    boolean reviewed = s.isOpenForThisBase();
    return branch.fit() == Fit.BEHIND && reviewed ? onTop(branch) : anew(s, branch);
  }

  private static Optional<Step> onTop(Branch b) {
    return Optional.of(new Step.Push(b.head(), b.onTop(), Optional.of(b.head()), false));
  }

  private static Optional<Step> anew(Situation s, Branch b) {
    return Optional.of(new Step.Push(s.base(), s.edited().files(), Optional.of(b.head()), true));
  }
}
