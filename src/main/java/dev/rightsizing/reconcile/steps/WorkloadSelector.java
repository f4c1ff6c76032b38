// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.PreviousSizes;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Workload;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides which workloads a policy speaks for: what it selects, less what older policies keep. */
public final class WorkloadSelector {
  /** The older policy wins; equal ages are decided by namespace and name, so never by chance. */
  private static final Comparator<Policy> AGE =
      Comparator.comparing(Policy::createdAt)
          .thenComparing(p -> p.id().namespace())
          .thenComparing(p -> p.id().name());

  private final WorkloadSource workloads;
  private final ReconcileSettings settings;

  public WorkloadSelector(WorkloadSource workloads, ReconcileSettings settings) {
    this.workloads = workloads;
    this.settings = settings;
  }

  /**
   * The request that evaluates a policy among all others.
   *
   * @throws WorkloadException when namespaces cannot be listed
   */
  public EvaluationRequest select(Policy policy, Collection<Policy> all) throws WorkloadException {
    List<Claim> older = new ArrayList<>();
    for (Policy other : all.stream().sorted(AGE).toList()) {
      if (!other.id().equals(policy.id()) && AGE.compare(other, policy) < 0) {
        older.add(new Claim(other.id(), scope(other)));
      }
    }
    return new EvaluationRequest(
        new PolicyRef(policy.id().namespace(), policy.id().name()),
        scope(policy),
        policy.settings(),
        policy.pricing(),
        PreviousSizes.NONE,
        workload -> keeper(older, workload));
  }

  private static Optional<String> keeper(List<Claim> older, Workload workload) {
    return older.stream()
        .filter(claim -> claim.scope().selects(workload))
        .map(claim -> claim.policy().toString())
        .findFirst();
  }

  private Scope scope(Policy policy) throws WorkloadException {
    Policy.Target target = policy.target();
    return new Scope(
        namespaces(policy), target.kinds(), target.selector(), target.excludeContainers());
  }

  private SortedSet<String> namespaces(Policy policy) throws WorkloadException {
    String own = policy.id().namespace();
    if (target(policy).isEmpty() || !own.equals(settings.ownNamespace())) {
      return new TreeSet<>(Set.of(own));
    }
    SortedSet<String> selected = new TreeSet<>(workloads.namespaces(target(policy).get()));
    selected.removeIf(namespace -> !settings.watches(namespace));
    return selected;
  }

  private static Optional<dev.rightsizing.workload.LabelSelector> target(Policy policy) {
    return policy.target().namespaceSelector();
  }

  private record Claim(Policy.Id policy, Scope scope) {}
}
