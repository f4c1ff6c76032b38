// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.QuotaScope;
import java.util.List;
import java.util.Optional;

/**
 * One line of a ResourceQuota.
 *
 * @param name of the ResourceQuota
 * @param key as in the quota's spec: {@code requests.cpu}, {@code limits.memory}, {@code cpu} …
 * @param resource what the key counts
 * @param onLimits whether it counts limits rather than requests
 * @param scopes which pods count; empty: all
 * @param hard the most that is allowed
 * @param used as the API server counts it; absent while it has not counted
 */
public record Quota(
    String namespace,
    String name,
    String key,
    Resource resource,
    boolean onLimits,
    List<QuotaScope> scopes,
    Amount hard,
    Optional<Amount> used) {

  public Quota {
    scopes = List.copyOf(scopes);
  }

  /** Whether a projection can be made: it is counted, and it is known which pods count. */
  public boolean projectable() {
    return used.isPresent() && scopes.stream().allMatch(QuotaScope::known);
  }

  /**
   * Whether a workload's pods count.
   *
   * @param bestEffort whether no container of a pod asks for anything
   */
  public boolean counts(PodCountBounds pods, boolean bestEffort) {
    return scopes.stream().allMatch(scope -> scope.matches(pods, bestEffort));
  }

  /** For messages: {@code namespace/name}. */
  public String id() {
    return namespace + "/" + name;
  }
}
