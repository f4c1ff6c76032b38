// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells whether another manager took sizes of pods back. */
final class Reverts {
  private Reverts() {}

  /** Why the workload is left alone; empty where every pod that had its sizes still has them. */
  static Optional<Cause> of(ApplyMemory memory, Situation s) {
    List<SizeStep> wanted = Wanted.of(memory);
    boolean back = memory.flight().filter(f -> f.phase() == Flight.Phase.UNDOING).isPresent();
    if (wanted.isEmpty() || back) {
      return Optional.empty();
    }
    return Pods.resizable(s.facts()).stream()
        .filter(p -> Pods.lacks(p, wanted))
        .filter(p -> s.seen().contains(p.uid()) || hadThem(memory, p, s))
        .findFirst()
        .map(
            p ->
                new Cause(
                    Reason.REVERTED_BY_OWNER,
                    "Pod "
                        + p.name()
                        + " had its sizes and was resized by another manager since;"
                        + " find it in the pod's managedFields, then use rightsize resume"));
  }

  /** All pods had them when the watch began, and when the change ended. */
  private static boolean hadThem(ApplyMemory memory, LivePod pod, Situation s) {
    Optional<Instant> all =
        memory
            .flight()
            .map(f -> Optional.of(f).filter(w -> w.phase() == Flight.Phase.WATCH))
            .orElse(Optional.empty())
            .map(Flight::phaseSince);
    if (memory.flight().isEmpty()) {
      all = memory.inForce().map(InForce::since);
    }
    boolean ours = pod.appliedBy().filter(a -> a.startsWith(s.order().policy() + "@")).isPresent();
    return ours
        && all.filter(pod.created()::isBefore).isPresent()
        && memory.newest().filter(c -> isLeftover(c, pod)).isEmpty();
  }

  /** Whether it still has what was undone. */
  private static boolean isLeftover(AppliedChange change, LivePod pod) {
    return change.outcome() != AppliedChange.Outcome.APPLIED && pod.asks(change.steps());
  }
}
