// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where one signal stands: its level, since when, and whether it is on its way to another.
 *
 * @param level never {@link RiskLevel#UNKNOWN}: what is not seen does not move it
 * @param since when what led to the level began; for OOM kills, the last one reported
 * @param figure about what the signal was when it was looked at last, for people: whole percents,
 *     or a value of its own where {@link RiskKind#isShare()} is not; absent where nothing was seen
 * @param rising the way up, if it is on it
 * @param falling the way down, if it is on it
 */
public record AlertState(
    RiskLevel level,
    Optional<Instant> since,
    OptionalDouble figure,
    Optional<PendingTransition> rising,
    Optional<PendingTransition> falling) {

  /** All is well. */
  public static final AlertState NONE =
      new AlertState(
          RiskLevel.NONE,
          Optional.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty());

  /** At a level, with nothing under way. */
  public static AlertState at(RiskLevel level, Instant since, OptionalDouble figure) {
    return new AlertState(level, Optional.of(since), figure, Optional.empty(), Optional.empty());
  }

  /** The same with nothing under way. */
  public AlertState settled() {
    return new AlertState(level, since, figure, Optional.empty(), Optional.empty());
  }

  /** The same, on its way up. */
  public AlertState rising(PendingTransition step) {
    return new AlertState(level, since, figure, Optional.of(step), Optional.empty());
  }

  /** The same, on its way down. */
  public AlertState falling(PendingTransition step) {
    return new AlertState(level, since, figure, Optional.empty(), Optional.of(step));
  }

  /** The same with another figure. */
  public AlertState showing(OptionalDouble now) {
    return new AlertState(level, since, now, rising, falling);
  }

  /**
   * A level that holds but has not held for long enough.
   *
   * @param to the level at its end
   * @param since when it began
   * @param lastConfirmed when it was last confirmed; a longer gap than a tick or two starts it anew
   */
  public record PendingTransition(RiskLevel to, Instant since, Instant lastConfirmed) {

    /** Whether it was seen so lately that nothing can have happened between. */
    public boolean continues(Instant now, Duration longestGap) {
      return !now.isBefore(lastConfirmed)
          && Duration.between(lastConfirmed, now).compareTo(longestGap) <= 0;
    }

    /** Whether it has held for that long. */
    public boolean held(Instant now, Duration hold) {
      return Duration.between(since, now).compareTo(hold) >= 0;
    }
  }
}
