// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.api.v1alpha1.recommendation.apply.GuardVerdict;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.recommend.explanation.ApplyText;
import dev.rightsizing.recommend.explanation.StepText;
import dev.rightsizing.web.data.ChangeState;
import dev.rightsizing.web.data.Lenient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the change of a workload is, as the page shows it; the page itself changes nothing.
 *
 * @param next the step that the guards allow now; empty where none
 * @param flight what is under way; empty where nothing is
 * @param inForce sizes of the pods that the template has not; empty where there are none
 * @param until until when nothing begins after a change that was undone
 */
public record ApplyView(
    ChangeState state,
    String reason,
    String message,
    Optional<When> since,
    String next,
    String flight,
    String inForce,
    Optional<When> until,
    List<Guard> guards,
    List<Change> history) {

  /** What a guard says. */
  public record Guard(
      String name, String result, String reason, String message, Optional<When> until) {
    /** By how much it is in the way. */
    public String tone() {
      return result.equals("Refuse") ? "critical" : result.equals("Hold") ? "warning" : "calm";
    }
  }

  /** A change that ended. */
  public record Change(
      Optional<When> at, String sizes, String reason, String message, String by, String outcome) {
    /** How well it ended. */
    public String tone() {
      return switch (outcome) {
        case "Applied" -> "good";
        case "Failed" -> "critical";
        default -> "warning";
      };
    }
  }

  /** The view; empty where nothing is applied. */
  static Optional<ApplyView> of(WorkloadApplyStatus apply, Instant now) {
    ChangeState state = ChangeState.of(apply);
    if (state == ChangeState.NONE) {
      return Optional.empty();
    }
    return Optional.of(
        new ApplyView(
            state,
            text(apply.getReason()),
            text(apply.getMessage()),
            when(apply.getSince(), now),
            arrows(StepText.of(apply.getNext())),
            apply.getFlight() == null ? "" : arrows(ApplyText.flight(apply.getFlight())),
            apply.getInForce() == null ? "" : arrows(StepText.of(apply.getInForce().getSizes())),
            when(apply.getNotBefore(), now),
            list(apply.getVerdicts()).stream().map(v -> guard(v, now)).toList(),
            list(apply.getHistory()).stream().map(c -> change(c, now)).toList()));
  }

  private static Guard guard(GuardVerdict verdict, Instant now) {
    return new Guard(
        text(verdict.getGuard()),
        name(verdict.getResult()),
        text(verdict.getReason()),
        text(verdict.getMessage()),
        when(verdict.getUntil(), now));
  }

  private static Change change(ChangeRecord change, Instant now) {
    return new Change(
        when(change.getAt(), now),
        arrows(ApplyText.change(change)),
        text(change.getReason()),
        text(change.getMessage()),
        ApplyText.by(change),
        name(change.getOutcome()));
  }

  private static Optional<When> when(String time, Instant now) {
    return Lenient.instant(time).map(at -> When.of(at, now));
  }

  /**
   * As the rest of the page has them; unlike these, an arrow is not broken at the end of a line.
   */
  private static String arrows(String text) {
    return text.replace("->", "\u2192");
  }

  private static String name(Enum<?> value) {
    return value == null ? "" : value.name();
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : values.stream().filter(Objects::nonNull).toList();
  }
}
