// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.Cause;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of a workload of which no change is under way, before a new one is considered. */
final class Ground {
  private static final Set<ApplyState> LEFT_ALONE =
      EnumSet.of(ApplyState.GIVEN_UP, ApplyState.OWNED_BY_OTHER);

  /** That a new beginning ends. */
  private static final Set<ApplyState> ENDED_BY_RESUME =
      EnumSet.of(ApplyState.GIVEN_UP, ApplyState.OWNED_BY_OTHER, ApplyState.UNDONE);

  private Ground() {}

  /** The same with requests answered and with what is over ended; may begin an undo. */
  static ApplyMemory next(ApplyMemory before, Situation s) {
    if (s.isGone()) {
      return before.inForce().isEmpty() && before.next().isEmpty()
          ? before
          : held(before.withInForce(Optional.empty()), Reason.NO_PODS, "The workload is gone", s);
    }
    ApplyMemory memory = sizesInForce(release(resumed(before, s), s), s);
    if (s.order().stop().isOn()) {
      return memory;
    }
    Optional<Cause> reverted =
        s.interrupted().isPresent() ? Optional.empty() : Reverts.of(memory, s);
    if (reverted.isPresent()) {
      return memory
          .withInForce(Optional.empty())
          .judged(List.of(), List.of())
          .in(
              ApplyState.OWNED_BY_OTHER,
              reverted.get().reason(),
              reverted.get().message(),
              s.now());
    }
    ApplyMemory now = memory;
    return s.undo(memory).map(asked -> Undo.of(now, asked, s)).orElse(memory);
  }

  /** Whether no step may begin, whatever the guards would say. */
  static boolean isLeftAlone(ApplyMemory memory) {
    return LEFT_ALONE.contains(memory.state());
  }

  private static ApplyMemory resumed(ApplyMemory memory, Situation s) {
    if (s.resumed(memory).isEmpty()) {
      return memory;
    }
    ApplyMemory again =
        memory
            .answered(s.resumed(memory).get())
            .withUndos(0, Optional.empty(), s.facts().release());
    return ENDED_BY_RESUME.contains(memory.state())
        ? held(again, Reason.NOTHING_TO_APPLY, Reason.NOTHING_TO_APPLY.sentence(), s)
        : again;
  }

  private static ApplyMemory release(ApplyMemory memory, Situation s) {
    String release = s.facts().release();
    boolean counts = memory.undos() > 0 || memory.state() == ApplyState.GIVEN_UP;
    if (!counts || memory.release().equals(release)) {
      return memory;
    }
    ApplyMemory fresh = memory.withUndos(0, Optional.empty(), release);
    return memory.state() == ApplyState.GIVEN_UP
        ? held(fresh, Reason.NOTHING_TO_APPLY, Reason.NOTHING_TO_APPLY.sentence(), s)
        : fresh;
  }

  private static ApplyMemory sizesInForce(ApplyMemory memory, Situation s) {
    boolean over =
        memory.inForce().filter(f -> !f.template().equals(s.facts().template())).isPresent();
    return over ? memory.withInForce(Optional.empty()) : memory;
  }

  /** Nothing begins, for a reason that no guard has. */
  static ApplyMemory held(ApplyMemory memory, Reason reason, String message, Situation s) {
    return memory
        .judged(List.of(), NewPods.kept(List.of(), memory))
        .in(ApplyState.HELD, reason, message, s.now());
  }
}
