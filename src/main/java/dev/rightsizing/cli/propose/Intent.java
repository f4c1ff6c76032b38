// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.recommend.ProposalMapper;
import dev.rightsizing.recommend.ProposedChangeReader;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.workload.GitOpsSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what Recommendations want, and makes the order that the operator's pass would get. */
final class Intent {
  private final boolean remembers;
  private final ProposedChangeReader reader = new ProposedChangeReader();
  private final GitSettings settings;
  private final GitOpsSources sources;
  private final List<ProposedChange> wanted = new ArrayList<>();
  private final List<NotProposed> left = new ArrayList<>();
  private final Set<WorkloadRef> rejected = new HashSet<>();
  private final Set<WorkloadRef> approved = new HashSet<>();
  private final Map<WorkloadRef, WorkloadProposal> remembered = new HashMap<>();
  private final ProposalMapper mapper = new ProposalMapper();

  /**
   * @param remembers whether earlier passes count, so that what a person has closed stays closed
   */
  Intent(GitSettings settings, GitOpsSources sources, boolean remembers) {
    this.remembers = remembers;
    this.settings = settings;
    this.sources = sources;
  }

  /**
   * Adds a Recommendation.
   *
   * @param workload empty where it could not be read: its labels and source are not known then
   */
  void add(Recommendation recommendation, Optional<Workload> workload) {
    Optional<WorkloadProposal> last =
        mapper.remembered(recommendation.getStatus()).filter(p -> remembers);
    boolean open = last.filter(p -> p.state() == ProposalState.OPEN).isPresent();
    ProposedChangeReader.Reading reading =
        workload
            .map(known -> reader.read(recommendation, known, open))
            .orElseGet(() -> reader.read(recommendation));
    reading.change().map(this::placed).ifPresent(wanted::add);
    left.addAll(reading.left());
    Optional<WorkloadRef> ref =
        reading
            .change()
            .map(ProposedChange::ref)
            .or(() -> RecommendationNames.workload(recommendation));
    ref.ifPresent(r -> last.ifPresent(p -> remembered.put(r, p)));
    Decision decision = recommendation.getSpec().decisionOrPending();
    ref.filter(r -> decision == Decision.Rejected).ifPresent(rejected::add);
    ref.filter(r -> decision == Decision.Approved).ifPresent(approved::add);
  }

  private ProposedChange placed(ProposedChange change) {
    return new ProposedChange(
        change.ref(),
        change.labels(),
        change.owner().withSource(sources.sourceOf(change.owner(), settings.repository())),
        change.containers(),
        change.replicas(),
        change.monthly(),
        change.confidence(),
        change.risk(),
        change.riskReasons(),
        change.quota(),
        change.remarks());
  }

  /**
   * The order.
   *
   * @param uid of the policy; empty without one
   * @param requests what the policy says of earlier passes
   */
  ProposalOrder order(
      PolicyRef policy,
      String uid,
      Credentials credentials,
      int changePercent,
      List<RequestProposal> requests,
      Function<ProposedChange, DryRun> dryRun) {
    return new ProposalOrder(
        policy,
        uid,
        settings,
        credentials,
        wanted,
        rejected,
        approved,
        left,
        changePercent,
        remembered,
        requests,
        dryRun,
        Optional.empty());
  }
}
