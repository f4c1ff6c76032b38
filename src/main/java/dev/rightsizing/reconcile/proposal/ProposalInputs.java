// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.recommend.ProposalGatherer;
import dev.rightsizing.recommend.ProposalGatherer.Gathered;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.GitOpsSources;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what a pass needs from the cluster: changes, decisions, and what is remembered. */
final class ProposalInputs {
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
   * Reads a policy's Recommendations together with their workloads.
   *
   * @throws WorkloadException when the workloads cannot be read
   */
  Gathered gather(Collection<Recommendation> recommendations, GitSettings settings)
      throws WorkloadException {
    ProposalGatherer gatherer = new ProposalGatherer(settings, sources, true);
    if (recommendations.isEmpty()) {
      return gatherer.gathered();
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
          .ifPresent(workload -> gatherer.add(recommendation, workload));
    }
    return gatherer.gathered();
  }
}
