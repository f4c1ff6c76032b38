// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of what was proposed for a workload. */
sealed interface Standing {

  /** Nothing stands in the way of a proposal. */
  record Fresh() implements Standing {}

  /** It is in the open request, or on the branch. */
  record Proposed(WorkloadProposal last) implements Standing {}

  /** It was merged. */
  record Merged(WorkloadProposal last) implements Standing {}

  /** A person closed or rejected it. */
  record Refused(WorkloadProposal last) implements Standing {}

  /** Reads it from what is remembered and from what people did since. */
  final class Reader {
    private final Fate newest;
    private final Fate recorded;
    private final boolean branchIsGone;
    private final boolean requestIsKnown;
    private final Instant now;

    /**
     * @param newest what became of the group's newest request
     * @param recorded what became of the one that the policy knows, where that is another
     * @param branchIsGone whether nothing but a branch was proposed and it is no longer there
     * @param requestIsKnown whether an earlier pass has lived to record the newest request, and so
     *     all that is in it
     */
    Reader(Fate newest, Fate recorded, boolean branchIsGone, boolean requestIsKnown, Instant now) {
      this.newest = newest;
      this.recorded = recorded;
      this.branchIsGone = branchIsGone;
      this.requestIsKnown = requestIsKnown;
      this.now = now;
    }

    /**
     * What became of one workload.
     *
     * @param wanted sizes that it wants now; those of a request that no pass recorded are taken to
     *     be these
     */
    Standing of(Optional<WorkloadProposal> remembered, List<SizeEdit> wanted) {
      if (remembered.isEmpty() || remembered.get().proposed().isEmpty()) {
        return unrecorded(wanted);
      }
      WorkloadProposal last = remembered.get();
      return switch (last.state()) {
        case OPEN -> wasOpen(last);
        case MERGED -> new Merged(last);
        case CLOSED, REJECTED -> reopened(last) ? new Proposed(last) : new Refused(last);
        case NONE, BLOCKED -> new Fresh();
      };
    }

    private Standing unrecorded(List<SizeEdit> wanted) {
      boolean refused = newest instanceof Fate.Closed || newest instanceof Fate.Rejected;
      if (requestIsKnown || wanted.isEmpty() || !refused) {
        return new Fresh();
      }
      return wasOpen(
          new WorkloadProposal(
              ProposalState.OPEN,
              newest.about().map(r -> r.url()),
              Optional.empty(),
              Reason.PROPOSED,
              Reason.PROPOSED.sentence(),
              wanted,
              now));
    }

    private Standing wasOpen(WorkloadProposal last) {
      Fate fate = isOf(last, recorded) ? recorded : newest;
      if (fate instanceof Fate.Open) {
        return new Proposed(last);
      }
      if (fate instanceof Fate.None) {
        return withoutRequest(last);
      }
      if (!isOf(last, fate)) {
        return new Fresh();
      }
      if (fate instanceof Fate.Merged) {
        return new Merged(as(last, ProposalState.MERGED, Reason.MERGED));
      }
      return fate instanceof Fate.Rejected
          ? new Refused(as(last, ProposalState.REJECTED, Reason.REJECTED))
          : new Refused(as(last, ProposalState.CLOSED, Reason.CLOSED_BY_HAND));
    }

    /** Where a branch alone is pushed, one that is gone was merged or thrown away; Git knows. */
    private Standing withoutRequest(WorkloadProposal last) {
      if (last.url().isPresent()) {
        return new Fresh();
      }
      return branchIsGone
          ? new Merged(as(last, ProposalState.MERGED, Reason.MERGED))
          : new Proposed(last);
    }

    /** A person opened the closed request again, or took the label off. */
    private boolean reopened(WorkloadProposal last) {
      return newest instanceof Fate.Open && isOf(last, newest);
    }

    /** By the number at the end of the URL, as a repository may have got another name. */
    private static boolean isOf(WorkloadProposal last, Fate fate) {
      return fate.about().isPresent()
          && last.url().map(url -> tail(url).equals(tail(fate.about().get().url()))).orElse(false);
    }

    private static String tail(String url) {
      return url.substring(url.lastIndexOf('/') + 1);
    }

    private WorkloadProposal as(WorkloadProposal last, ProposalState state, Reason reason) {
      return new WorkloadProposal(
          state, last.url(), last.file(), reason, reason.sentence(), last.proposed(), now);
    }
  }
}
