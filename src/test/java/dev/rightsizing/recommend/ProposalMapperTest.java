// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposalMapperTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final ProposalMapper.Summary OPEN =
      new ProposalMapper.Summary(ProposalState.OPEN, Reason.PROPOSED, "A request is open.");

  private final ProposalMapper mapper = new ProposalMapper();

  private static RequestProposal request(String group, ProposalState state) {
    return new RequestProposal(
        group,
        state,
        Optional.of("https://git.example.com/shop/deploy/pulls/7"),
        Optional.of(7L),
        "rightsizing/shop/p",
        Optional.of("0123456789abcdef"),
        3,
        Reason.PROPOSED,
        "A request is open.",
        NOON);
  }

  @Test
  void whatIsWrittenOfRequestsIsReadAgain() {
    List<RequestProposal> requests =
        List.of(request("shop", ProposalState.MERGED), request("web", ProposalState.OPEN));

    RightSizingPolicyStatus status = mapper.policy(OPEN, requests, null, 3, NOON);

    assertThat(mapper.requests(status)).isEqualTo(requests);
    assertThat(status.getProposal().getWorkloads()).as("of open requests").isEqualTo(3);
    assertThat(status.getProposal().getUrl()).endsWith("/7");
  }

  @Test
  void aStateThatLastsKeepsItsTimes() {
    List<RequestProposal> requests = List.of(request("", ProposalState.OPEN));
    RightSizingPolicyStatus first = mapper.policy(OPEN, requests, null, 3, NOON);

    RightSizingPolicyStatus second = mapper.policy(OPEN, requests, first, 3, NOON.plusSeconds(300));

    assertThat(second).usingRecursiveComparison().isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(ProposalState.class)
  void theConditionIsTrueWhileChangesAreUnderWay(ProposalState state) {
    RightSizingPolicyStatus status =
        mapper.policy(
            new ProposalMapper.Summary(state, Reason.PUSH_REJECTED, "why"),
            List.of(),
            null,
            3,
            NOON);

    assertThat(status.getConditions())
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.getType()).isEqualTo("Proposed");
              assertThat(condition.getStatus().name())
                  .isEqualTo(
                      state == ProposalState.OPEN || state == ProposalState.MERGED
                          ? "True"
                          : "False");
              assertThat(condition.getReason()).isEqualTo("PushRejected");
            });
  }

  @Test
  void whatIsWrittenOfAWorkloadIsReadAgain() {
    WorkloadProposal proposal =
        new WorkloadProposal(
            ProposalState.CLOSED,
            Optional.of("https://git.example.com/shop/deploy/pulls/7"),
            Optional.of("apps/shop/checkout.yaml"),
            Reason.CLOSED_BY_HAND,
            "A person closed the request.",
            List.of(
                new SizeEdit(
                    "app",
                    ContainerRole.SIDECAR,
                    Resource.MEMORY,
                    Bound.LIMIT,
                    Optional.of(Amount.parse(Resource.MEMORY, "1Gi")),
                    Optional.empty()),
                new SizeEdit(
                    "",
                    ContainerRole.POD,
                    Resource.CPU,
                    Bound.REQUEST,
                    Optional.empty(),
                    Optional.of(Amount.parse(Resource.CPU, "250m")))),
            NOON);

    assertThat(mapper.remembered(mapper.workload(proposal))).contains(proposal);
  }
}
