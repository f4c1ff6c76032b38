// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.model.Price;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.workload.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A RightSizingPolicy as values, with every default in place.
 *
 * @param createdAt decides between two policies that select the same workload
 * @param interval between two evaluations
 * @param pricing absent when the policy names no price
 * @param git where its changes are proposed; absent when it does not say
 * @param apply how its workloads are changed; absent when it does not say
 */
public record Policy(
    Id id,
    Instant createdAt,
    Duration interval,
    Target target,
    Source source,
    SizingSettings settings,
    RiskSettings risk,
    Optional<Price> pricing,
    Optional<GitSettings> git,
    Optional<ApplySettings> apply) {

  /** Names a policy. */
  public record Id(String namespace, String name) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /**
   * What a policy selects.
   *
   * @param namespaceSelector only honoured in the operator's own namespace
   */
  public record Target(
      Set<WorkloadKind> kinds,
      LabelSelector selector,
      Set<String> excludeContainers,
      Optional<LabelSelector> namespaceSelector) {
    public Target {
      kinds = Set.copyOf(kinds);
      excludeContainers = Set.copyOf(excludeContainers);
    }
  }

  /** Where a policy wants its usage from; all absent: the operator's own source. */
  public record Source(
      Optional<String> url, Optional<String> authSecret, Map<String, String> matchers) {
    public Source {
      matchers = Map.copyOf(matchers);
    }
  }
}
