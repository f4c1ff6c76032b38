// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When time alone may change what is to be done for a workload. */
final class NextLook {
  private static final Duration WHILE_CHANGING = Duration.ofSeconds(5);
  private static final Duration WHILE_WATCHING = Duration.ofSeconds(30);
  static final Duration AFTER_PROBLEM = Duration.ofSeconds(15);

  private NextLook() {}

  static Optional<Instant> of(ApplyMemory memory, boolean problem, Situation s) {
    Instant now = s.now();
    if (memory.flight().isPresent()) {
      return Optional.of(flight(memory.flight().get(), s));
    }
    Stream<Instant> retry = problem ? Stream.of(now.plus(AFTER_PROBLEM)) : Stream.empty();
    Stream<Instant> verdicts =
        memory.verdicts().stream().map(ApplyVerdict::until).flatMap(Optional::stream);
    return Stream.concat(retry, verdicts).filter(now::isBefore).min(Instant::compareTo);
  }

  private static Instant flight(Flight flight, Situation s) {
    if (flight.phase() != Phase.WATCH) {
      return s.now().plus(WHILE_CHANGING);
    }
    Instant end = flight.phaseSince().plus(s.settings().watch());
    Instant soon = s.now().plus(WHILE_WATCHING);
    return end.isAfter(s.now()) && end.isBefore(soon) ? end : soon;
  }
}
