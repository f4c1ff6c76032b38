// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.usage.absence.AbsenceText;
import dev.rightsizing.workload.ClusterView;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A report as it is written. Its field names are those of a Recommendation, and they are what
 * programs rely on.
 *
 * @param containers one row a container, by savings, greatest first
 * @param totals over all rows
 * @param quotas one row a line of a quota, by namespace, name and resource
 * @param autoscalers what scales workloads on utilization of their requests
 * @param notCovered pods, or parts of them, that no size reaches, one a namespace and reason
 * @param failures workloads that could not be read or evaluated
 * @param missingMetrics metrics of which Prometheus has no series although pods run
 * @param withoutUsage namespaces in which pods run of which Prometheus has no usage, a line each
 */
@JsonPropertyOrder({
  "containers",
  "totals",
  "quotas",
  "autoscalers",
  "notCovered",
  "failures",
  "missingMetrics",
  "withoutUsage"
})
public record Report(
    List<Row> containers,
    Totals totals,
    List<QuotaRow> quotas,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ScaleRow> autoscalers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotCoveredRow> notCovered,
    List<Failure> failures,
    List<String> missingMetrics,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> withoutUsage) {

  private static final Comparator<Row> GREATEST_SAVINGS_FIRST =
      Comparator.comparing(Row::saving)
          .reversed()
          .thenComparing(Row::namespace)
          .thenComparing(row -> row.target().toString())
          .thenComparing(Row::name);

  private static final Comparator<QuotaRow> BY_NAME =
      Comparator.comparing(QuotaRow::namespace)
          .thenComparing(QuotaRow::name)
          .thenComparing(QuotaRow::resource);

  public Report {
    containers = List.copyOf(containers);
    quotas = List.copyOf(quotas);
    autoscalers = List.copyOf(autoscalers);
    notCovered = List.copyOf(notCovered);
    failures = List.copyOf(failures);
    missingMetrics = List.copyOf(missingMetrics);
    withoutUsage = List.copyOf(withoutUsage);
  }

  /** Sums over all rows. */
  @JsonPropertyOrder({"workloads", "containers", "savings"})
  public record Totals(int workloads, int containers, TotalSavings savings) {}

  /** What all changes save together, as a Recommendation's savings read. */
  @JsonPropertyOrder({"monthly", "currency", "cpu", "memory", "percent"})
  public record TotalSavings(
      String monthly, String currency, String cpu, String memory, int percent) {}

  /** A workload that is not among the rows. */
  @JsonPropertyOrder({"namespace", "target", "reason", "message"})
  public record Failure(String namespace, Target target, String reason, String message) {
    public Failure {
      message = PlainText.line(message);
    }
  }

  /**
   * The report of an evaluation.
   *
   * @param metric the name of the metric behind a resource
   */
  public static Report of(Evaluation evaluation, Function<Resource, String> metric) {
    List<Row> rows =
        evaluation.recommendations().stream()
            .flatMap(
                recommendation ->
                    recommendation.containers().stream().map(c -> Row.of(recommendation, c)))
            .sorted(GREATEST_SAVINGS_FIRST)
            .toList();
    return new Report(
        rows,
        totals(evaluation.recommendations(), rows, evaluation.savings()),
        evaluation.quotas().stream().map(QuotaRow::of).sorted(BY_NAME).toList(),
        evaluation.recommendations().stream().flatMap(ScaleRow::of).toList(),
        evaluation.uncovered().stream().map(NotCoveredRow::of).sorted(NotCoveredRow.ORDER).toList(),
        evaluation.failures().stream().map(Report::failure).toList(),
        evaluation.missing().stream().map(metric).sorted().toList(),
        new AbsenceText(metric).lines(evaluation.absences()));
  }

  private static Totals totals(
      List<WorkloadRecommendation> workloads, List<Row> rows, Savings savings) {
    return new Totals(
        workloads.size(),
        rows.size(),
        new TotalSavings(
            savings.monthly().amount(),
            savings.monthly().currency(),
            savings.cpu().toUsage(),
            savings.memory().toUsage(),
            savings.percent()));
  }

  private static Failure failure(ClusterView.Failure failure) {
    return new Failure(
        failure.ref().namespace(),
        new Target(failure.ref().kind().kind(), failure.ref().name()),
        failure.reason().text(),
        failure.message());
  }

  /** What stands beside the rows' numbers, a line each. */
  @JsonIgnore
  List<String> notes() {
    return Stream.concat(
            autoscalers.stream().filter(ScaleRow::matters).map(ScaleRow::line),
            notCovered.stream().map(NotCoveredRow::line))
        .toList();
  }

  /** What the rows do not show, a line each, for readers who do not see the terminal. */
  @JsonIgnore
  List<String> leftOut() {
    return Stream.concat(
            failures.stream()
                .map(f -> f.namespace() + " / " + f.target() + " was left out: " + f.message()),
            withoutUsage.isEmpty()
                ? missingMetrics.stream().map(m -> "Prometheus has no series of " + m)
                : withoutUsage.stream())
        .map(PlainText::line)
        .toList();
  }

  /** Whether there is something that the rows do not show. */
  @JsonIgnore
  public boolean isPartial() {
    return !failures.isEmpty() || !missingMetrics.isEmpty() || !withoutUsage.isEmpty();
  }
}
