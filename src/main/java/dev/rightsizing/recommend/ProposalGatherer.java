// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.recommend.ProposedChangeReader.Reading;
import dev.rightsizing.workload.GitOpsSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers from Recommendations what a pass over proposals needs, for the operator and for a preview
 * alike: changes, decisions, and what earlier passes left.
 */
public final class ProposalGatherer {
  private final ProposedChangeReader reader = new ProposedChangeReader();
  private final ProposalMapper mapper = new ProposalMapper();
  private final GitSettings settings;
  private final GitOpsSources sources;
  private final boolean remembers;
  private final List<ProposedChange> wanted = new ArrayList<>();
  private final Set<WorkloadRef> rejected = new HashSet<>();
  private final Set<WorkloadRef> approved = new HashSet<>();
  private final List<NotProposed> left = new ArrayList<>();
  private final Map<WorkloadRef, WorkloadProposal> remembered = new HashMap<>();
  private final Map<WorkloadRef, Recommendation> objects = new HashMap<>();

  /**
   * @param sources what GitOps tools say, of this pass alone
   * @param remembers whether earlier passes count, so that what a person has closed stays closed
   */
  public ProposalGatherer(GitSettings settings, GitOpsSources sources, boolean remembers) {
    this.settings = settings;
    this.sources = sources;
    this.remembers = remembers;
  }

  /**
   * What was gathered.
   *
   * @param objects the Recommendation of each workload
   */
  public record Gathered(
      List<ProposedChange> wanted,
      Set<WorkloadRef> rejected,
      Set<WorkloadRef> approved,
      List<NotProposed> left,
      Map<WorkloadRef, WorkloadProposal> remembered,
      Map<WorkloadRef, Recommendation> objects) {
    public Gathered {
      wanted = List.copyOf(wanted);
      rejected = Set.copyOf(rejected);
      approved = Set.copyOf(approved);
      left = List.copyOf(left);
      remembered = Map.copyOf(remembered);
      objects = Map.copyOf(objects);
    }
  }

  /** Adds a Recommendation with its workload as the cluster has it now. */
  public void add(Recommendation recommendation, Workload workload) {
    WorkloadRef ref = workload.patched();
    if (objects.containsKey(ref)) {
      // Two workloads of one template: the template can have one size alone.
      left.add(
          new NotProposed(
              workload.ref(),
              Optional.empty(),
              Optional.empty(),
              Reason.MANIFEST_AMBIGUOUS,
              "another workload runs the template of " + ref + " too"));
      return;
    }
    Optional<WorkloadProposal> last = note(ref, recommendation);
    // What is in a request stays in it while its figures cannot be renewed: an outage of Prometheus
    // closes no request.
    boolean open = last.filter(p -> p.state() == ProposalState.OPEN).isPresent();
    take(reader.read(recommendation, workload, open));
  }

  /** Adds a Recommendation alone: labels and source of its workload are not known then. */
  public void add(Recommendation recommendation) {
    RecommendationNames.workload(recommendation).ifPresent(ref -> note(ref, recommendation));
    take(reader.read(recommendation));
  }

  /** All that was added. */
  public Gathered gathered() {
    return new Gathered(wanted, rejected, approved, left, remembered, objects);
  }

  private Optional<WorkloadProposal> note(WorkloadRef ref, Recommendation recommendation) {
    objects.put(ref, recommendation);
    Optional<WorkloadProposal> last =
        mapper.remembered(recommendation.getStatus()).filter(p -> remembers);
    last.ifPresent(proposal -> remembered.put(ref, proposal));
    Decision decision = recommendation.getSpec().decisionOrPending();
    if (decision == Decision.Rejected) {
      rejected.add(ref);
    } else if (decision == Decision.Approved) {
      approved.add(ref);
    }
    return last;
  }

  private void take(Reading reading) {
    left.addAll(reading.left());
    reading.change().map(this::sourced).ifPresent(wanted::add);
  }

  private ProposedChange sourced(ProposedChange change) {
    GitOpsSources.Answer answer = sources.look(change.owner());
    ProposedChange placed =
        change.withOwner(change.owner().withSource(answer.in(settings.repository())));
    return answer.why().isEmpty() ? placed : placed.withRemark(answer.why());
  }
}
