// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.quota.QuotaCrossing;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaState;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.QuotaRiskMapper;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.sizing.risk.HysteresisRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What other policies say of the same quota lines. Two that look a few seconds apart see the same
 * crossing begin at different moments; the one that comes second takes over the first one's moment,
 * so that its Event gets the same name and the API server refuses it.
 */
final class CrossPolicyDeduplication {
  private final List<Seen> seen;

  private CrossPolicyDeduplication(List<Seen> seen) {
    this.seen = seen;
  }

  /**
   * @param gap within which two moments are the same
   */
  private record Seen(QuotaState state, Duration gap) {
    boolean same(QuotaKey key, RiskLevel level, Instant since) {
      return state.key().equals(key)
          && state.alarm().level() == level
          && state
              .alarm()
              .since()
              .filter(other -> Duration.between(other, since).abs().compareTo(gap) <= 0)
              .isPresent();
    }
  }

  /** Of those that tell; what is suspended sees nothing. */
  static CrossPolicyDeduplication of(
      Policy policy, Collection<RightSizingPolicy> all, QuotaRiskMapper mapper) {
    List<Seen> seen = new ArrayList<>();
    PolicyReader reader = new PolicyReader();
    for (RightSizingPolicy other : all) {
      try {
        Policy view = reader.read(other);
        boolean suspended =
            other.getSpec() != null && Boolean.TRUE.equals(other.getSpec().getSuspend());
        if (!view.id().equals(policy.id()) && view.risk().events() && !suspended) {
          Duration slower =
              view.risk().interval().compareTo(policy.risk().interval()) > 0
                  ? view.risk().interval()
                  : policy.risk().interval();
          Duration gap = HysteresisRule.longestGap(slower);
          mapper.remembered(other.getStatus()).forEach(state -> seen.add(new Seen(state, gap)));
        }
      } catch (TerminalException e) {
        // Its own cycle says so on the policy itself; it watches nothing.
        continue;
      }
    }
    return new CrossPolicyDeduplication(seen);
  }

  /** A crossing with the moment at which another watch saw it begin. */
  QuotaCrossing aligned(QuotaCrossing crossing) {
    return crossing.isRise()
        ? begun(crossing.key(), crossing.to(), crossing.since())
            .map(crossing::since)
            .orElse(crossing)
        : crossing;
  }

  /** The state of a line that has just crossed, in the same way. */
  QuotaState aligned(QuotaState state, Collection<QuotaCrossing> crossings) {
    boolean risen = crossings.stream().anyMatch(c -> c.isRise() && c.key().equals(state.key()));
    return risen
        ? begun(state.key(), state.alarm().level(), state.alarm().since().orElseThrow())
            .map(state::since)
            .orElse(state)
        : state;
  }

  private Optional<Instant> begun(QuotaKey key, RiskLevel level, Instant since) {
    return seen.stream()
        .filter(other -> other.same(key, level, since))
        .map(other -> other.state().alarm().since().orElseThrow())
        .min(Comparator.naturalOrder());
  }
}
