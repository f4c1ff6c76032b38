// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend.explanation;

import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.api.v1alpha1.recommendation.apply.FlightStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.GuardVerdict;
import dev.rightsizing.api.v1alpha1.recommendation.apply.TargetChange;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How far the change of a workload is, as text for people. The texts are those of the cluster: who
 * prints them makes them harmless.
 */
public final class ApplyText {
  private static final String ANNOTATIONS = "rightsizing.dev/";

  private ApplyText() {}

  /** {@code Held (CoolingDown): The last change is too recent.} */
  public static String state(WorkloadApplyStatus apply) {
    return apply.getState()
        + (apply.getReason() == null ? "" : " (" + apply.getReason() + ")")
        + (apply.getMessage() == null ? "" : ": " + apply.getMessage());
  }

  /** {@code Cooldown: Hold (CoolingDown): …, until 2026-03-05T10:00:00Z}. */
  public static String verdict(GuardVerdict verdict) {
    return verdict.getGuard()
        + ": "
        + verdict.getResult()
        + " ("
        + verdict.getReason()
        + "): "
        + verdict.getMessage()
        + (verdict.getUntil() == null ? "" : " Until " + verdict.getUntil() + ".");
  }

  /** What is being changed, with how far it is. */
  public static String flight(FlightStatus flight) {
    return flight.getPhase()
        + " by "
        + flight.getStrategy()
        + " since "
        + flight.getPhaseSince()
        + (flight.getCanary() == null ? "" : ", first pod " + flight.getCanary())
        + ": "
        + String.join("; ", changes(flight))
        + (flight.getCause() == null ? "" : "; undone because " + flight.getCause());
  }

  private static List<String> changes(FlightStatus flight) {
    List<String> all = new ArrayList<>();
    all.add(StepText.of(flight.getSizes()));
    orEmpty(flight.getTargets()).stream().map(ApplyText::target).forEach(all::add);
    return all;
  }

  private static String target(TargetChange target) {
    return "%s/%s %s target %s -> %s %%"
        .formatted(
            target.getKind(),
            target.getName(),
            target.getResource(),
            target.getFrom(),
            target.getTo());
  }

  /** What a change that ended wrote, container by container. */
  public static String change(ChangeRecord change) {
    String sizes = StepText.of(change.getSizes());
    if (!sizes.isEmpty()) {
      return sizes;
    }
    return Stream.of(change.getContainer(), change.getFrom(), "->", change.getTo())
        .filter(Objects::nonNull)
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }

  /** Who wanted a change: the policy, or a person by a command or an annotation. */
  public static String by(ChangeRecord change) {
    String by = Objects.requireNonNullElse(change.getBy(), "-");
    return by.startsWith(ANNOTATIONS)
        ? "a person (" + by.substring(ANNOTATIONS.length()) + ")"
        : by;
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
