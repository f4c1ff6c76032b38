// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.Confidence;
import dev.rightsizing.api.v1alpha1.recommendation.RecommendationDisplay;
import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.api.v1alpha1.recommendation.Savings;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Style;
import dev.rightsizing.model.PlainText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Recommendation as "list" shows it.
 *
 * @param name of the object
 * @param target {@code Deployment/checkout}
 * @param size the pod's CPU and memory, now and recommended
 * @param saving a month; zero where it is not known
 * @param review what was decided and whether it holds
 * @param born when the object was made
 */
record ListRow(
    String namespace,
    String name,
    String target,
    Size size,
    Saving saving,
    Review review,
    Optional<Instant> born) {

  static final List<String> HEADERS =
      List.of(
          "NAMESPACE", "TARGET", "CPU", "MEMORY", "SAVING", "RISK", "CONFIDENCE", "READY", "AGE");
  static final List<String> WIDE = List.of("REPLICAS", "DECISION", "POLICY", "VERDICTS");

  /** The sizes as texts, such as {@code 1->219m}. */
  record Size(String cpu, String memory, String replicas, String verdicts) {}

  /**
   * What is saved.
   *
   * @param monthly in the currency; sums of different currencies are compared as numbers
   */
  record Saving(BigDecimal monthly, String text) {}

  /** How it stands. */
  record Review(RiskLevel risk, String confidence, String ready, String decision, String policy) {}

  static ListRow of(Recommendation found) {
    RecommendationStatus status =
        Objects.requireNonNullElseGet(found.getStatus(), RecommendationStatus::new);
    return new ListRow(
        found.getMetadata().getNamespace(),
        found.getMetadata().getName(),
        found.getSpec().getTarget().getKind() + "/" + found.getSpec().getTarget().getName(),
        size(status),
        saving(status.getSavings()),
        review(found, status),
        Age.time(found.getMetadata().getCreationTimestamp()));
  }

  private static Size size(RecommendationStatus status) {
    RecommendationDisplay display =
        Objects.requireNonNullElseGet(status.getDisplay(), RecommendationDisplay::new);
    return new Size(
        text(display.getCpu()),
        text(display.getMemory()),
        text(status.getReplicas()),
        text(display.getVerdicts()));
  }

  private static Saving saving(Savings savings) {
    if (savings == null || savings.getMonthly() == null) {
      return new Saving(BigDecimal.ZERO, "-");
    }
    try {
      return new Saving(
          new BigDecimal(savings.getMonthly()),
          savings.getMonthly() + " " + text(savings.getCurrency()));
    } catch (NumberFormatException e) {
      return new Saving(BigDecimal.ZERO, savings.getMonthly());
    }
  }

  private static Review review(Recommendation found, RecommendationStatus status) {
    return new Review(
        known(status.getRisk(), Risk::getLevel).orElse(RiskLevel.Unknown),
        text(known(status.getConfidence(), Confidence::getLevel).orElse(null)),
        text(ready(status)),
        found.getSpec().decisionOrPending().name(),
        text(found.getSpec().getPolicy()));
  }

  private static Object ready(RecommendationStatus status) {
    return status.getConditions() == null
        ? null
        : status.getConditions().stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .map(Condition::getStatus)
            .findFirst()
            .orElse(null);
  }

  private static <A, B> Optional<B> known(A part, Function<A, B> field) {
    return Optional.ofNullable(part).map(field);
  }

  private static String text(Object value) {
    return value == null ? "-" : PlainText.line(value.toString());
  }

  /** The fields of its line. */
  List<Cell> cells(Instant now, boolean wide) {
    List<Cell> shown =
        List.of(
            Cell.of(namespace),
            Cell.of(target),
            Cell.of(size.cpu()),
            Cell.of(size.memory()),
            new Cell(saving.text(), saving.monthly().signum() > 0 ? Style.GOOD : Style.PLAIN),
            RiskColumn.cell(review.risk()),
            Cell.of(review.confidence()),
            new Cell(review.ready(), review.ready().equals("False") ? Style.CRITICAL : Style.PLAIN),
            Cell.of(Age.of(born, now)));
    if (!wide) {
      return shown;
    }
    List<Cell> all = new ArrayList<>(shown);
    all.add(Cell.of(size.replicas()));
    all.add(Cell.of(review.decision()));
    all.add(Cell.of(review.policy()));
    all.add(Cell.of(size.verdicts()));
    return all;
  }
}
