// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.apply.ApplySettings.Interruption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change that is under way. It is recorded before anything is written to the cluster, so that
 * whoever finds it can finish or undo it.
 *
 * @param id names it in Events, annotations and history
 * @param strategy that is used, which may be the fallback of the policy's
 * @param steps from the sizes before to the sizes that are written; nothing else is ever written
 * @param targets of autoscalers that change with them
 * @param began when it was decided
 * @param phaseSince when its phase began; while pods are changed, when the last batch did; while it
 *     is watched, when the release that is watched began
 * @param canary name of the pod that is changed first; empty where pods cannot differ
 * @param release what ran when it began
 * @param template the sizes that the template declared when it began
 * @param by who wanted it: {@code policy}, or the person or annotation that asked
 * @param whenInterrupted what becomes of it when its policy goes, recorded because the policy is
 *     gone then
 * @param cause why it is being undone; empty where it is not
 */
public record Flight(
    String id,
    Phase phase,
    ApplyStrategy strategy,
    List<SizeStep> steps,
    List<TargetStep> targets,
    Instant began,
    Instant phaseSince,
    Optional<String> canary,
    String release,
    String template,
    String by,
    Interruption whenInterrupted,
    Optional<Cause> cause) {

  public Flight {
    steps = List.copyOf(steps);
    targets = List.copyOf(targets);
  }

  /** The same in another phase. */
  public Flight in(Phase other, Instant now) {
    return with(other, now, cause);
  }

  /** The same on its way back. */
  public Flight undoing(Cause why, Instant now) {
    return with(Phase.UNDOING, now, Optional.of(why));
  }

  /** The same with another pod that is changed first. */
  public Flight startingWith(String pod, Instant now) {
    return copy(phase, now, Optional.of(pod), release, cause);
  }

  /** The same for another release, of which the phase begins anew. */
  public Flight ofRelease(String other, Instant now) {
    return copy(phase, now, canary, other, cause);
  }

  private Flight with(Phase other, Instant now, Optional<Cause> why) {
    return copy(other, now, canary, release, why);
  }

  private Flight copy(
      Phase other, Instant now, Optional<String> first, String images, Optional<Cause> why) {
    return new Flight(
        id,
        other,
        strategy,
        steps,
        targets,
        began,
        now,
        first,
        images,
        template,
        by,
        whenInterrupted,
        why);
  }

  /** How far it is. */
  public enum Phase {
    /** One pod is changed, and looked at. */
    CANARY("Canary"),
    /** The other pods are changed; after a change of the template, its roll-out changes them. */
    PODS("Pods"),
    /** The template is changed. */
    ROLLOUT("Rollout"),
    /** All is changed, and watched. */
    WATCH("Watch"),
    /** The sizes before it are written again. */
    UNDOING("Undoing");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** As in a Recommendation. */
    public String text() {
      return text;
    }
  }
}
