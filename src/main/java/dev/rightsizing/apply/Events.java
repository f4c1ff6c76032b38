// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.apply.ApplyEvent.Kind;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened between two memories of one workload. */
final class Events {
  private Events() {}

  static List<ApplyEvent> between(WorkloadRef ref, ApplyMemory before, ApplyMemory after) {
    List<ApplyEvent> events = new ArrayList<>();
    after.flight().ifPresent(f -> flight(ref, before, after, f).ifPresent(events::add));
    if (before.flight().isPresent() && after.flight().isEmpty()) {
      after.newest().ifPresent(c -> events.add(ended(ref, c)));
    }
    if (after.state() != before.state()) {
      left(ref, after).ifPresent(events::add);
    }
    if (before.inForce().isPresent() && after.inForce().isEmpty()) {
      events.add(
          new ApplyEvent(
              ref,
              Kind.IN_FORCE_ENDED,
              after.state() == ApplyState.OWNED_BY_OTHER ? after.reason() : Reason.TEMPLATE_CHANGED,
              "New pods have the template's sizes from now on",
              before.inForce().get().steps(),
              "policy"));
    }
    return events;
  }

  private static Optional<ApplyEvent> flight(
      WorkloadRef ref, ApplyMemory before, ApplyMemory after, Flight flight) {
    Optional<Phase> phase = before.flight().map(Flight::phase);
    if (phase.filter(flight.phase()::equals).isPresent()) {
      return Optional.empty();
    }
    if (flight.phase() == Phase.UNDOING) {
      return Optional.of(event(ref, Kind.UNDOING, after, flight));
    }
    if (flight.phase() == Phase.WATCH) {
      return Optional.of(event(ref, Kind.WATCHING, after, flight));
    }
    return phase.isEmpty() ? Optional.of(event(ref, Kind.BEGAN, after, flight)) : Optional.empty();
  }

  private static ApplyEvent event(WorkloadRef ref, Kind kind, ApplyMemory after, Flight flight) {
    return new ApplyEvent(ref, kind, after.reason(), after.message(), flight.steps(), flight.by());
  }

  private static ApplyEvent ended(WorkloadRef ref, AppliedChange change) {
    Kind kind =
        switch (change.outcome()) {
          case APPLIED -> Kind.APPLIED;
          case UNDONE -> Kind.UNDONE;
          case FAILED -> Kind.FAILED;
        };
    return new ApplyEvent(
        ref, kind, change.reason(), change.message(), change.steps(), change.by());
  }

  private static Optional<ApplyEvent> left(WorkloadRef ref, ApplyMemory after) {
    Optional<Kind> kind =
        switch (after.state()) {
          case GIVEN_UP -> Optional.of(Kind.GIVEN_UP);
          case OWNED_BY_OTHER -> Optional.of(Kind.OWNED_BY_OTHER);
          default -> Optional.empty();
        };
    return kind.map(
        k ->
            new ApplyEvent(
                ref,
                k,
                after.reason(),
                after.message(),
                after.newest().map(AppliedChange::steps).orElse(List.of()),
                "policy"));
  }
}
