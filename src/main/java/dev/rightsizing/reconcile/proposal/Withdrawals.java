// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.git.proposal.Withdrawal;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.ProposalMapper;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.PolicyEvaluation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes back what a policy has proposed, once it was deleted or no longer proposes. Best effort: it
 * delays no deletion, and what cannot be taken back stays open for people to close.
 */
public final class Withdrawals {
  private static final String DELETED = "The policy was deleted, so this request is closed.";
  private static final String OTHER_MODE =
      "The policy no longer proposes changes, so this request is closed.";

  private final Map<Policy.Id, Known> known = new ConcurrentHashMap<>();
  private final ProposalMapper mapper = new ProposalMapper();
  private final ProposalCycle.Parts parts;
  private final ProposalReporter reporter;

  public Withdrawals(ProposalCycle.Parts parts, ProposalReporter reporter) {
    this.parts = parts;
    this.reporter = reporter;
  }

  /** What a policy last was, without which a deleted one could not be taken back. */
  private record Known(String uid, GitSettings settings, List<RequestProposal> requests) {}

  /** A policy is about to have a pass, or has had one. */
  void remember(RightSizingPolicy policy, GitSettings settings) {
    known.put(
        PolicyEvaluation.id(policy),
        new Known(policy.getMetadata().getUid(), settings, mapper.requests(policy.getStatus())));
  }

  /** A policy was deleted. */
  public void deleted(Policy.Id policy) {
    Known last = known.remove(policy);
    if (last != null) {
      withdraw(policy, last, DELETED);
    }
  }

  /**
   * A policy no longer proposes: takes its requests back and its part of every status away.
   *
   * @param settings of the policy as it is now; else those that it had are used
   */
  void stopped(RightSizingPolicy policy, Optional<GitSettings> settings) {
    Policy.Id id = PolicyEvaluation.id(policy);
    Known last = known.remove(id);
    List<RequestProposal> requests = mapper.requests(policy.getStatus());
    Optional<GitSettings> with = settings.or(() -> Optional.ofNullable(last).map(Known::settings));
    if (with.isPresent()) {
      withdraw(id, new Known(policy.getMetadata().getUid(), with.get(), requests), OTHER_MODE);
    } else if (requests.stream().anyMatch(r -> r.state() == ProposalState.OPEN)) {
      reporter.withdrawn(
          id, "spec.git is gone, so its requests stay open; close them: " + urls(requests));
    }
    Map<WorkloadRef, Recommendation> objects = new TreeMap<>();
    for (Recommendation object : parts.cluster().recommendations().of(id)) {
      RecommendationNames.workload(object).ifPresent(ref -> objects.put(ref, object));
    }
    parts.store().workloads(objects, Map.of());
    parts.store().clear(policy);
    reporter.forget(id);
  }

  private void withdraw(Policy.Id policy, Known last, String why) {
    if (last.requests().stream().allMatch(r -> r.branch().isEmpty())) {
      return;
    }
    try {
      parts.stop().check();
      ProposalResult result =
          parts
              .engine()
              .withdraw(
                  new Withdrawal(
                      new PolicyRef(policy.namespace(), policy.name()),
                      last.uid(),
                      last.settings(),
                      parts.secrets().read(policy, last.settings().authSecret()),
                      last.requests(),
                      why));
      reporter.withdrawn(
          policy,
          result.state() == ProposalState.BLOCKED
              ? "its requests could not all be closed: " + result.message()
              : "its requests are closed");
    } catch (GitException e) {
      reporter.withdrawn(
          policy,
          "its requests stay open, close them by hand (%s): %s"
              .formatted(e.getMessage(), urls(last.requests())));
    }
  }

  private static String urls(List<RequestProposal> requests) {
    return String.join(
        ", ",
        requests.stream()
            .filter(r -> r.state() == ProposalState.OPEN || r.state() == ProposalState.BLOCKED)
            .map(r -> r.url().orElse("branch " + r.branch()))
            .toList());
  }
}
