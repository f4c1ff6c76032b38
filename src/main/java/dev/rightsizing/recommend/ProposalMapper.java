// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.git.PolicyProposal;
import dev.rightsizing.api.v1alpha1.policy.git.ProposedRequest;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.WorkloadProposalStatus;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes what became of proposals into the status of policies and Recommendations, and back. */
public final class ProposalMapper {
  private static final int MOST_REQUESTS = 200;
  private static final int LONGEST_MESSAGE = 1024;

  private final ProposedSizes sizes = new ProposedSizes();

  /** What became of all of a policy's changes together. */
  public record Summary(ProposalState state, Reason reason, String message) {}

  /**
   * The proposals' part of a policy's status.
   *
   * @param before the status that is there, for times; may be null
   */
  public RightSizingPolicyStatus policy(
      Summary summary,
      List<RequestProposal> requests,
      RightSizingPolicyStatus before,
      long generation,
      Instant now) {
    PolicyProposal proposal = new PolicyProposal();
    proposal.setState(state(summary.state()));
    proposal.setReason(summary.reason().text());
    proposal.setMessage(PlainText.line(summary.message(), LONGEST_MESSAGE));
    proposal.setSince(since(summary.state(), before, now));
    Optional<RequestProposal> shown =
        requests.stream()
            .filter(r -> r.state() == ProposalState.OPEN)
            .findFirst()
            .or(() -> requests.stream().findFirst());
    shown.ifPresent(
        request -> {
          proposal.setUrl(request.url().orElse(null));
          proposal.setBranch(request.branch().isEmpty() ? null : request.branch());
          proposal.setCommit(request.commit().orElse(null));
        });
    proposal.setWorkloads(
        requests.stream()
            .filter(r -> r.state() == ProposalState.OPEN)
            .mapToInt(RequestProposal::workloads)
            .sum());
    proposal.setRequests(requests.stream().limit(MOST_REQUESTS).map(this::request).toList());
    RightSizingPolicyStatus status = new RightSizingPolicyStatus();
    status.setProposal(proposal);
    boolean proposed =
        summary.state() == ProposalState.OPEN || summary.state() == ProposalState.MERGED;
    status.setConditions(
        new Conditions(own(before), generation, now)
            .set(
                Conditions.PROPOSED,
                proposed ? Condition.Status.True : Condition.Status.False,
                summary.reason(),
                summary.message())
            .toList());
    return status;
  }

  private static List<Condition> own(RightSizingPolicyStatus before) {
    return before == null || before.getConditions() == null
        ? List.of()
        : before.getConditions().stream()
            .filter(c -> c.getType().equals(Conditions.PROPOSED))
            .toList();
  }

  private static String since(ProposalState state, RightSizingPolicyStatus before, Instant now) {
    PolicyProposal was = before == null ? null : before.getProposal();
    boolean same = was != null && was.getState() == state(state) && was.getSince() != null;
    return same ? was.getSince() : text(now);
  }

  private ProposedRequest request(RequestProposal values) {
    ProposedRequest request = new ProposedRequest();
    request.setGroup(values.group());
    request.setState(state(values.state()));
    request.setReason(values.reason().text());
    request.setMessage(PlainText.line(values.message(), LONGEST_MESSAGE));
    request.setUrl(values.url().orElse(null));
    request.setNumber(values.number().orElse(null));
    request.setBranch(values.branch().isEmpty() ? null : values.branch());
    request.setCommit(values.commit().orElse(null));
    request.setWorkloads(values.workloads());
    request.setSince(text(values.since()));
    return request;
  }

  /** What a policy's status remembers of its requests; what cannot be read is not there. */
  public List<RequestProposal> requests(RightSizingPolicyStatus status) {
    if (status == null
        || status.getProposal() == null
        || status.getProposal().getRequests() == null) {
      return List.of();
    }
    return status.getProposal().getRequests().stream()
        .filter(r -> r.getState() != null)
        .map(
            r ->
                new RequestProposal(
                    Objects.requireNonNullElse(r.getGroup(), ""),
                    state(r.getState()),
                    Optional.ofNullable(r.getUrl()),
                    Optional.ofNullable(r.getNumber()),
                    Objects.requireNonNullElse(r.getBranch(), ""),
                    Optional.ofNullable(r.getCommit()),
                    Objects.requireNonNullElse(r.getWorkloads(), 0),
                    reason(r.getReason()),
                    Objects.requireNonNullElse(r.getMessage(), ""),
                    instant(r.getSince())))
        .toList();
  }

  /** The proposals' part of a Recommendation's status. */
  public RecommendationStatus workload(WorkloadProposal values) {
    WorkloadProposalStatus proposal = new WorkloadProposalStatus();
    proposal.setState(state(values.state()));
    proposal.setReason(values.reason().text());
    proposal.setMessage(PlainText.line(values.message(), LONGEST_MESSAGE));
    proposal.setUrl(values.url().orElse(null));
    proposal.setFile(values.file().orElse(null));
    proposal.setSince(text(values.since()));
    proposal.setProposed(sizes.write(values.proposed()));
    RecommendationStatus status = new RecommendationStatus();
    status.setProposal(proposal);
    return status;
  }

  /** What a Recommendation remembers of its proposal. */
  public Optional<WorkloadProposal> remembered(RecommendationStatus status) {
    WorkloadProposalStatus proposal = status == null ? null : status.getProposal();
    if (proposal == null || proposal.getState() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkloadProposal(
            state(proposal.getState()),
            Optional.ofNullable(proposal.getUrl()),
            Optional.ofNullable(proposal.getFile()),
            reason(proposal.getReason()),
            Objects.requireNonNullElse(proposal.getMessage(), ""),
            sizes.read(proposal.getProposed()),
            instant(proposal.getSince())));
  }

  private static dev.rightsizing.api.ProposalState state(ProposalState state) {
    return dev.rightsizing.api.ProposalState.valueOf(state.text());
  }

  private static ProposalState state(dev.rightsizing.api.ProposalState state) {
    return Arrays.stream(ProposalState.values())
        .filter(s -> s.text().equals(state.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Reason reason(String text) {
    return Arrays.stream(Reason.values())
        .filter(r -> r.text().equals(text))
        .findFirst()
        .orElse(Reason.INTERNAL_ERROR);
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Instant instant(String text) {
    try {
      return text == null ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeException e) {
      // Somebody else wrote it.
      return Instant.EPOCH;
    }
  }
}
