// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

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
import dev.rightsizing.recommend.ProposalMapper;
import dev.rightsizing.recommend.ProposedChangeReader;
import dev.rightsizing.recommend.ProposedChangeReader.Reading;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.GitOpsSources;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what a pass needs from the cluster: changes, decisions, and what is remembered. */
final class ProposalInputs {
  private final ProposedChangeReader reader = new ProposedChangeReader();
  private final ProposalMapper mapper = new ProposalMapper();
  private final WorkloadSource workloads;
  private final GitOpsSources sources;

  /**
   * @param sources what GitOps tools say, of this pass alone
   */
  ProposalInputs(WorkloadSource workloads, GitOpsSources sources) {
    this.workloads = workloads;
    this.sources = sources;
  }

  /**
   * What was gathered.
   *
   * @param objects the Recommendation of each workload
   */
  record Gathered(
      List<ProposedChange> wanted,
      Set<WorkloadRef> rejected,
      Set<WorkloadRef> approved,
      List<NotProposed> left,
      Map<WorkloadRef, WorkloadProposal> remembered,
      Map<WorkloadRef, Recommendation> objects) {

    private static Gathered empty() {
      return new Gathered(
          new ArrayList<>(),
          new HashSet<>(),
          new HashSet<>(),
          new ArrayList<>(),
          new TreeMap<>(),
          new TreeMap<>());
    }
  }

  /**
   * Reads a policy's Recommendations together with their workloads.
   *
   * @throws WorkloadException when the workloads cannot be read
   */
  Gathered gather(Collection<Recommendation> recommendations, GitSettings settings)
      throws WorkloadException {
    Gathered gathered = Gathered.empty();
    if (recommendations.isEmpty()) {
      return gathered;
    }
    TreeSet<String> namespaces =
        recommendations.stream()
            .map(r -> r.getMetadata().getNamespace())
            .collect(Collectors.toCollection(TreeSet::new));
    ClusterView view = workloads.view(namespaces);
    Map<WorkloadRef, Workload> byRef =
        view.workloads().stream().collect(Collectors.toMap(Workload::ref, Function.identity()));
    for (Recommendation recommendation : recommendations) {
      RecommendationNames.workload(recommendation)
          .map(byRef::get)
          .ifPresent(workload -> add(gathered, recommendation, workload, settings));
    }
    return gathered;
  }

  private void add(
      Gathered into, Recommendation recommendation, Workload workload, GitSettings settings) {
    WorkloadRef ref = workload.patched();
    if (into.objects().putIfAbsent(ref, recommendation) != null) {
      // Two workloads of one template: the template can have one size alone.
      into.left()
          .add(
              new NotProposed(
                  workload.ref(),
                  Optional.empty(),
                  Optional.empty(),
                  Reason.MANIFEST_AMBIGUOUS,
                  "another workload runs the template of " + ref + " too"));
      return;
    }
    Optional<WorkloadProposal> remembered = mapper.remembered(recommendation.getStatus());
    remembered.ifPresent(proposal -> into.remembered().put(ref, proposal));
    Decision decision = recommendation.getSpec().decisionOrPending();
    if (decision == Decision.Rejected) {
      into.rejected().add(ref);
    } else if (decision == Decision.Approved) {
      into.approved().add(ref);
    }
    // What is in a request stays in it while its figures cannot be renewed: an outage of Prometheus
    // closes no request.
    boolean open = remembered.filter(p -> p.state() == ProposalState.OPEN).isPresent();
    Reading reading = reader.read(recommendation, workload, open);
    into.left().addAll(reading.left());
    reading.change().map(change -> sourced(change, settings)).ifPresent(into.wanted()::add);
  }

  private ProposedChange sourced(ProposedChange change, GitSettings settings) {
    GitOpsSources.Answer answer = sources.look(change.owner());
    List<String> remarks = new ArrayList<>(change.remarks());
    if (!answer.why().isEmpty()) {
      remarks.add(answer.why());
    }
    return new ProposedChange(
        change.ref(),
        change.labels(),
        change.owner().withSource(answer.in(settings.repository())),
        change.containers(),
        change.replicas(),
        change.monthly(),
        change.confidence(),
        change.risk(),
        change.riskReasons(),
        change.quota(),
        remarks);
  }
}
