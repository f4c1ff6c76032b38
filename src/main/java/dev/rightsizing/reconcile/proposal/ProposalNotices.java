// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublisher;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Publishes each change of a request's state once; that a request was updated is no such change.
 */
final class ProposalNotices {
  private final NoticePublisher publisher;

  ProposalNotices(NoticePublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Publishes what differs.
   *
   * @param before the requests that the policy's status remembers
   */
  void publish(
      RightSizingPolicy policy, List<RequestProposal> before, ProposalResult result, Instant now) {
    Map<String, RequestProposal> known =
        before.stream()
            .collect(
                Collectors.toMap(RequestProposal::group, Function.identity(), (one, other) -> one));
    for (RequestProposal request : result.requests()) {
      RequestProposal was = known.get(request.group());
      boolean same =
          was != null
              && was.state() == request.state()
              && (request.state() != ProposalState.BLOCKED || was.reason() == request.reason());
      if (!same && request.state() != ProposalState.NONE) {
        publisher.publish(notice(policy, request, now));
      }
    }
  }

  private static Notice notice(RightSizingPolicy policy, RequestProposal request, Instant now) {
    Notice.Subject subject =
        new Notice.Subject(
            policy.getApiVersion(),
            policy.getKind(),
            policy.getMetadata().getNamespace(),
            policy.getMetadata().getName(),
            policy.getMetadata().getUid());
    return new Notice(
        subject,
        Optional.empty(),
        request.reason(),
        request.state() == ProposalState.BLOCKED,
        note(request),
        new Notice.Details(Optional.of(subject), List.of()),
        request.group()
            + '/'
            + request.state()
            + '/'
            + request.number().map(String::valueOf).orElse("")
            + '/'
            + request.since(),
        now,
        Notice.Action.PROPOSE);
  }

  private static String note(RequestProposal request) {
    String group = request.group().isEmpty() ? "" : request.group() + ": ";
    String workloads =
        request.state() == ProposalState.OPEN ? " (" + request.workloads() + " workloads)" : "";
    return group + request.message() + workloads + request.url().map(url -> " " + url).orElse("");
  }
}
