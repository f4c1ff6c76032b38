// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.SizeStep;
import java.util.List;

/**
 * Something that happened to a workload, for Events, notices and metrics.
 *
 * @param message one sentence
 * @param steps that it is about, always in the direction of the change
 * @param by who wanted the change
 */
public record ApplyEvent(
    WorkloadRef ref, Kind kind, Reason reason, String message, List<SizeStep> steps, String by) {

  public ApplyEvent {
    steps = List.copyOf(steps);
  }

  /** What happened. */
  public enum Kind {
    /** A change began. */
    BEGAN,
    /** All of it is made, and it is watched. */
    WATCHING,
    /** Its watch ended well. */
    APPLIED,
    /** It is being undone. */
    UNDOING,
    /** The previous sizes were restored. */
    UNDONE,
    /** It could not be finished, and nothing of it is left. */
    FAILED,
    /** It was undone too often, or could not be undone: the workload is left alone. */
    GIVEN_UP,
    /** Another manager owns the sizes: the workload is left alone. */
    OWNED_BY_OTHER,
    /** New pods do not get sizes any more that their template does not have. */
    IN_FORCE_ENDED
  }
}
