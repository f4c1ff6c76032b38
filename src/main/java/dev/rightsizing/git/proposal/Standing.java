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
    private final Fate fate;
    private final boolean branchIsGone;
    private final boolean requestIsKnown;
    private final Instant now;

    /**
     * @param branchIsGone whether nothing but a branch was proposed and it is no longer there
     * @param requestIsKnown whether an earlier pass has lived to record the newest request, and so
     *     all that is in it
     */
    Reader(Fate fate, boolean branchIsGone, boolean requestIsKnown, Instant now) {
      this.fate = fate;
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
      boolean refused = fate instanceof Fate.Closed || fate instanceof Fate.Rejected;
      if (requestIsKnown || wanted.isEmpty() || !refused) {
        return new Fresh();
      }
      return wasOpen(
          new WorkloadProposal(
              ProposalState.OPEN,
              url(),
              Optional.empty(),
              Reason.PROPOSED,
              Reason.PROPOSED.sentence(),
              wanted,
              now));
    }

    private Standing wasOpen(WorkloadProposal last) {
      if (fate instanceof Fate.Open) {
        return new Proposed(last);
      }
      if (fate instanceof Fate.None) {
        return withoutRequest(last);
      }
      if (!isOf(last)) {
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
      return fate instanceof Fate.Open && last.url().isPresent() && isOf(last);
    }

    /** By the number at the end of the URL, as a repository may have got another name. */
    private boolean isOf(WorkloadProposal last) {
      return last.url().isPresent() && url().isPresent() && tail(last.url()).equals(tail(url()));
    }

    private Optional<String> url() {
      return fate.about().map(r -> r.url());
    }

    private static String tail(Optional<String> url) {
      return url.get().substring(url.get().lastIndexOf('/') + 1);
    }

    private WorkloadProposal as(WorkloadProposal last, ProposalState state, Reason reason) {
      return new WorkloadProposal(
          state, last.url(), last.file(), reason, reason.sentence(), last.proposed(), now);
    }
  }
}
