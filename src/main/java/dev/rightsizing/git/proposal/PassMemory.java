// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.proposal.DryRun;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process knows of earlier passes. Only speed depends on it: without it a pass reads the
 * repository again and comes to the same end.
 */
final class PassMemory {
  private static final int MOST_POLICIES = 5_000;

  private final Cache<Key, Policy> policies =
      Caffeine.newBuilder().maximumSize(MOST_POLICIES).build();

  private record Key(PolicyRef policy, String uid) {}

  Policy of(PolicyRef policy, String uid) {
    return policies.get(new Key(policy, uid), k -> new Policy());
  }

  void forget(PolicyRef policy, String uid) {
    policies.invalidate(new Key(policy, uid));
  }

  /** Of one policy. */
  static final class Policy {
    private final Map<String, Settled> groups = new ConcurrentHashMap<>();
    private final Map<String, DryRun> dryRuns = new ConcurrentHashMap<>();

    Optional<Settled> group(String name) {
      return Optional.ofNullable(groups.get(name));
    }

    void settle(String name, Settled settled) {
      groups.put(name, settled);
    }

    void unsettle(String name) {
      groups.remove(name);
    }

    /** Answers of the API server, by what was asked. */
    Map<String, DryRun> dryRuns() {
      return dryRuns;
    }
  }

  /**
   * A group after a pass that came to its end.
   *
   * @param situation print of all that the pass looked at, as it left it
   */
  record Settled(String situation, GroupOutcome outcome) {}
}
