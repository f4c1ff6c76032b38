// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Style;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.recommend.explanation.ApplyText;
import java.util.List;
import java.util.Objects;

/**
 * A change that ended.
 *
 * @param at when, as RFC 3339
 * @param target {@code Deployment/checkout}
 * @param change the sizes before and after it
 * @param reason why it was made or undone
 * @param message the same in one sentence
 * @param by who wanted it
 * @param outcome Applied, Undone or Failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"at", "namespace", "target", "change", "reason", "message", "by", "outcome"})
record HistoryRow(
    String at,
    String namespace,
    String target,
    String change,
    String reason,
    String message,
    String by,
    String outcome) {

  static final List<String> HEADERS =
      List.of("WHEN", "NAMESPACE", "WORKLOAD", "CHANGE", "WHY", "BY", "OUTCOME");

  /** The changes of a workload, the newest first. */
  static List<HistoryRow> of(Recommendation found) {
    if (found.getStatus() == null
        || found.getStatus().getApply() == null
        || found.getStatus().getApply().getHistory() == null) {
      return List.of();
    }
    return found.getStatus().getApply().getHistory().stream()
        .map(change -> of(found, change))
        .toList();
  }

  private static HistoryRow of(Recommendation found, ChangeRecord change) {
    return new HistoryRow(
        Objects.requireNonNullElse(change.getAt(), ""),
        found.getMetadata().getNamespace(),
        Target.of(found),
        PlainText.line(ApplyText.change(change)),
        change.getReason(),
        change.getMessage() == null ? null : PlainText.line(change.getMessage()),
        ApplyText.by(change),
        change.getOutcome() == null ? null : change.getOutcome().name());
  }

  /** The fields of its line. */
  List<Cell> cells() {
    return List.of(
        Cell.of(at),
        Cell.of(namespace),
        Cell.of(target),
        Cell.of(change),
        Cell.of(text(reason)),
        Cell.of(text(by)),
        new Cell(text(outcome), style()));
  }

  private Style style() {
    return switch (text(outcome)) {
      case "Applied" -> Style.GOOD;
      case "Undone" -> Style.WARNING;
      case "Failed" -> Style.CRITICAL;
      default -> Style.PLAIN;
    };
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "-");
  }
}
