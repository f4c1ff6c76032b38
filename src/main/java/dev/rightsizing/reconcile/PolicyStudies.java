// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Studies;
import dev.rightsizing.evaluate.Study;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.PreviousSizesReader;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens studies as an evaluation of the policy would see the workload: the same rules, source,
 * matchers, credentials and prices.
 */
public final class PolicyStudies implements RecommendationStudies {
  private final PolicyReader reader = new PolicyReader();
  private final PreviousSizesReader previous = new PreviousSizesReader();
  private final PolicyLookup policies;
  private final WorkloadSelector selection;
  private final UsageSourceResolver connection;
  private final Studies studies;

  public PolicyStudies(
      PolicyLookup policies,
      WorkloadSelector selection,
      UsageSourceResolver connection,
      Studies studies) {
    this.policies = policies;
    this.selection = selection;
    this.connection = connection;
    this.studies = studies;
  }

  @Override
  public Optional<Study> open(Recommendation recommendation)
      throws TerminalException, WorkloadException, UsageException {
    Optional<WorkloadRef> workload = RecommendationNames.workload(recommendation);
    Optional<RightSizingPolicy> policy = policy(recommendation);
    if (workload.isEmpty() || policy.isEmpty()) {
      return Optional.empty();
    }
    Policy view = reader.read(policy.get());
    EvaluationRequest request =
        selection.select(view, beside(view)).remembering(previous.read(List.of(recommendation)));
    return studies.open(request, workload.get(), () -> connection.connect(view));
  }

  private Optional<RightSizingPolicy> policy(Recommendation recommendation)
      throws WorkloadException {
    String namespace = recommendation.getSpec().getPolicyNamespace();
    try {
      return policies.named(
          new Policy.Id(
              namespace == null ? recommendation.getMetadata().getNamespace() : namespace,
              recommendation.getSpec().getPolicy()));
    } catch (KubernetesClientException e) {
      throw new WorkloadException(
          Reason.KUBERNETES_UNREACHABLE, "the policy cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Policies that may keep workloads of the same namespace; those that cannot be read keep none.
   */
  private List<Policy> beside(Policy policy) {
    List<Policy> readable = new ArrayList<>();
    for (RightSizingPolicy other : policies.beside(policy.id())) {
      try {
        readable.add(reader.read(other));
      } catch (TerminalException e) {
        // Its own evaluation says so.
        continue;
      }
    }
    return readable;
  }
}
