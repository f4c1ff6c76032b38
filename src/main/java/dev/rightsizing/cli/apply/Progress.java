// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus.State;
import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How far the operator is with a request. */
enum Progress {
  /** It has not looked at it yet. */
  UNANSWERED,
  /** It is at it. */
  UNDER_WAY,
  /** What was asked for is done, or was so already. */
  DONE,
  /** It ended otherwise, or does not begin. */
  STOPPED;

  /** What a person asks for. */
  enum Request {
    APPLY_ONCE,
    UNDO
  }

  /** Whether waiting changes nothing. */
  boolean isEnd() {
    return this == DONE || this == STOPPED;
  }

  /** Of a request that was made at a time. */
  static Progress of(Recommendation found, Request request, Instant made) {
    Optional<WorkloadApplyStatus> apply =
        Optional.ofNullable(found.getStatus()).map(status -> status.getApply());
    if (apply.isEmpty() || apply.get().getState() == null || !isAnswered(apply.get(), made)) {
      return UNANSWERED;
    }
    if (apply.get().getState() == State.Applying) {
      return UNDER_WAY;
    }
    return request == Request.APPLY_ONCE ? applied(apply.get()) : undone(apply.get(), made);
  }

  private static boolean isAnswered(WorkloadApplyStatus apply, Instant made) {
    return Requests.instant(apply.getAsked()).filter(asked -> !asked.isBefore(made)).isPresent();
  }

  private static Progress applied(WorkloadApplyStatus apply) {
    return switch (apply.getState()) {
      case Watching, Applied -> DONE;
      // Ready waits for its turn, unless the policy only tries.
      case Ready -> is(apply, Reason.DRY_RUN_ONLY) ? STOPPED : UNDER_WAY;
      case Held -> is(apply, Reason.NOTHING_TO_APPLY) ? DONE : STOPPED;
      default -> STOPPED;
    };
  }

  private static Progress undone(WorkloadApplyStatus apply, Instant made) {
    List<ChangeRecord> history = Objects.requireNonNullElse(apply.getHistory(), List.of());
    boolean recorded =
        !history.isEmpty()
            && history.get(0).getOutcome() == ChangeRecord.Outcome.Undone
            && Requests.instant(history.get(0).getAt()).filter(t -> !t.isBefore(made)).isPresent();
    return apply.getState() == State.Undone || recorded ? DONE : STOPPED;
  }

  private static boolean is(WorkloadApplyStatus apply, Reason reason) {
    return reason.text().equals(apply.getReason());
  }
}
