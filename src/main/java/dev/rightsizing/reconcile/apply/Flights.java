// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.apply.ApplyOrder.Others;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts the changes under way of all policies, for the bounds over all of them. Of a policy that
 * this process has had a pass of, the pass knows best; of all others, their Recommendations do, so
 * that one that has just become the leader counts what was begun before. Safe for use by several
 * threads.
 */
public final class Flights {
  private final Map<Policy.Id, Set<WorkloadRef>> passed = new ConcurrentHashMap<>();
  private final Supplier<List<KnownRecommendation>> all;
  private final Bounds bounds;

  /**
   * How many workloads may change at the same time, over all policies.
   *
   * @param namespace in one namespace
   * @param cluster in all
   */
  public record Bounds(int namespace, int cluster) {}

  /**
   * @param all Recommendations of all policies, kept by a watch
   */
  public Flights(Supplier<List<KnownRecommendation>> all, Bounds bounds) {
    this.all = all;
    this.bounds = bounds;
  }

  /** Changes under way of all policies but one. */
  Others others(Policy.Id self) {
    Map<String, Integer> counts = new HashMap<>();
    passed.forEach(
        (policy, refs) -> {
          if (!policy.equals(self)) {
            refs.forEach(ref -> counts.merge(ref.namespace(), 1, Integer::sum));
          }
        });
    for (KnownRecommendation known : all.get()) {
      Recommendation object = known.object();
      if (known.inFlight()) {
        Policy.Id of = RecommendationNames.policy(object);
        if (!of.equals(self) && !passed.containsKey(of)) {
          counts.merge(object.getMetadata().getNamespace(), 1, Integer::sum);
        }
      }
    }
    int cluster = counts.values().stream().mapToInt(Integer::intValue).sum();
    return new Others(counts, cluster, bounds.namespace(), bounds.cluster());
  }

  /** Whether a change is under way of a policy that may not apply any more, or never did. */
  boolean has(Policy.Id policy) {
    return all.get().stream()
        .filter(KnownRecommendation::inFlight)
        .anyMatch(known -> RecommendationNames.policy(known.object()).equals(policy));
  }

  /** A pass of a policy ended with these changes under way. */
  void passed(Policy.Id policy, Set<WorkloadRef> inFlight) {
    passed.put(policy, Set.copyOf(inFlight));
  }

  void forget(Policy.Id policy) {
    passed.remove(policy);
  }
}
