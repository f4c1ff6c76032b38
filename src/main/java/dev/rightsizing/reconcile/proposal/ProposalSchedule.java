// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.PolicyEvaluation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a policy's next pass is: after the interval; after failures the pause doubles with each, up
 * to half an hour; and never before a code host wants to be asked again, whatever else asks for a
 * pass. A change of the policy ends the pause of failures at once.
 */
public final class ProposalSchedule {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MOST_DOUBLINGS = 10;

  private final Map<Policy.Id, State> states = new ConcurrentHashMap<>();
  private final Duration interval;
  private final int concurrency;
  private final Clock clock;

  /**
   * @param interval between two passes that go well
   * @param concurrency how many passes run at a time
   */
  public ProposalSchedule(Duration interval, int concurrency, Clock clock) {
    this.interval = interval;
    this.concurrency = concurrency;
    this.clock = clock;
  }

  /**
   * What holds back the next pass.
   *
   * @param notBefore for a policy that is as it was
   * @param asked for by the code host, whatever the policy says
   */
  private record State(
      String uid, Long generation, int failures, Instant notBefore, Optional<Instant> asked) {}

  int concurrency() {
    return concurrency;
  }

  /** Time until a policy may have its next pass; zero when it may now. */
  Duration wait(RightSizingPolicy policy) {
    State state = states.get(PolicyEvaluation.id(policy));
    if (state == null) {
      return Duration.ZERO;
    }
    Instant until = Instant.MIN;
    if (isSame(state, policy) && state.failures() > 0) {
      until = state.notBefore();
    }
    if (state.asked().filter(until::isBefore).isPresent()) {
      until = state.asked().get();
    }
    Instant now = clock.instant();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private static boolean isSame(State state, RightSizingPolicy policy) {
    return Objects.equals(state.uid(), policy.getMetadata().getUid())
        && Objects.equals(state.generation(), policy.getMetadata().getGeneration());
  }

  /** A pass ended: the time until the next one. */
  Duration next(RightSizingPolicy policy, ProposalCycle.Outcome outcome) {
    Policy.Id id = PolicyEvaluation.id(policy);
    State before = states.get(id);
    int failures =
        outcome.blocked()
            ? (before != null && isSame(before, policy) ? before.failures() : 0) + 1
            : 0;
    Duration pause =
        interval.multipliedBy(1L << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS));
    if (pause.compareTo(LONGEST) > 0) {
      pause = LONGEST.compareTo(interval) > 0 ? LONGEST : interval;
    }
    Instant now = clock.instant();
    Optional<Instant> asked = outcome.retryAfter().map(now::plus);
    Duration next = outcome.retryAfter().orElse(pause);
    states.put(
        id,
        new State(
            policy.getMetadata().getUid(),
            policy.getMetadata().getGeneration(),
            failures,
            now.plus(next),
            asked));
    return next;
  }

  void forget(Policy.Id policy) {
    states.remove(policy);
  }
}
