// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.recommend.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The runs of one controller: at most one at a time per policy, when each is due next, and how old
 * the last good one is. The operator SDK forgets what runs when a policy is deleted, so that one
 * made anew under the same name would run beside it. Safe for use by several threads.
 */
public final class PolicyRuns {
  private final Map<Policy.Id, Run> runs = new HashMap<>();
  private final Clock clock;
  private Instant lastEnd;

  public PolicyRuns(Clock clock) {
    this.clock = clock;
    this.lastEnd = clock.instant();
  }

  /**
   * What is known of one policy.
   *
   * @param started of the run under way
   * @param due when the next run should begin
   * @param good when the last good run ended; at first when the policy was first seen
   * @param gone whether the policy was deleted during the run
   */
  private record Run(
      Optional<Instant> started, Optional<Instant> due, Optional<Instant> good, boolean gone) {}

  /** How a run ended. */
  public enum Ending {
    GOOD,
    /** It was not due, or another one is under way. */
    IDLE,
    FAILED,
    /** Nothing is due until the policy changes. */
    PAUSED,
    GONE
  }

  /** Begins a run; false while another one of the same policy is under way. */
  public synchronized boolean tryBegin(Policy.Id policy) {
    Instant now = clock.instant();
    Run known = runs.get(policy);
    if (known != null && known.started().isPresent()) {
      return false;
    }
    Optional<Instant> good = known == null ? Optional.of(now) : known.good();
    runs.put(policy, new Run(Optional.of(now), Optional.empty(), good, false));
    return true;
  }

  /**
   * Ends a run.
   *
   * @param next time until the next one
   */
  public synchronized void end(Policy.Id policy, Ending ending, Duration next) {
    Instant now = clock.instant();
    lastEnd = now;
    Run run = runs.remove(policy);
    if (run == null || run.gone() || ending == Ending.GONE) {
      return;
    }
    if (ending == Ending.PAUSED) {
      runs.put(policy, new Run(Optional.empty(), Optional.empty(), Optional.empty(), false));
      return;
    }
    Optional<Instant> good = ending == Ending.GOOD ? Optional.of(now) : run.good();
    runs.put(
        policy,
        new Run(
            Optional.empty(), Optional.of(now.plus(next)), good.or(() -> Optional.of(now)), false));
  }

  /** A policy is gone; a run that is under way ends by itself. */
  public synchronized void forget(Policy.Id policy) {
    runs.computeIfPresent(
        policy,
        (id, run) ->
            run.started().isPresent()
                ? new Run(run.started(), Optional.empty(), Optional.empty(), true)
                : null);
  }

  /** Age of the oldest last good run. */
  public synchronized Duration age() {
    return longest(Run::good);
  }

  /** For how long the run that is due longest has not begun. */
  public synchronized Duration overdue() {
    return longest(Run::due);
  }

  /**
   * Whether the controller works no more: a run is due that long and does not begin, or one is
   * under way that long while no other one ended. A single slow source blocks no other run, and so
   * is no reason to end the process.
   */
  public synchronized boolean isStuck(Duration after) {
    return overdue().compareTo(after) > 0
        || longest(Run::started).compareTo(after) > 0
            && Duration.between(lastEnd, clock.instant()).compareTo(after) > 0;
  }

  private Duration longest(Function<Run, Optional<Instant>> since) {
    Instant now = clock.instant();
    Collection<Run> all = List.copyOf(runs.values());
    return all.stream()
        .map(since)
        .flatMap(Optional::stream)
        .map(instant -> Duration.between(instant, now))
        .filter(duration -> !duration.isNegative())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
