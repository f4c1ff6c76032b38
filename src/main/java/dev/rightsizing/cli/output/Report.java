// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRecommendation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A report as it is written: rows by savings, greatest first, and totals that are their sum.
 *
 * @param containers one row a container
 * @param totals over all rows
 */
@JsonPropertyOrder({"containers", "totals"})
public record Report(List<Row> containers, Totals totals) {

  /** One container. Quantities are Kubernetes quantities, money has two decimals. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({
    "namespace",
    "kind",
    "workload",
    "container",
    "role",
    "replicas",
    "cpu",
    "memory",
    "savingsMonthly",
    "currency",
    "confidence"
  })
  public record Row(
      String namespace,
      String kind,
      String workload,
      String container,
      String role,
      int replicas,
      Resource cpu,
      Resource memory,
      String savingsMonthly,
      String currency,
      String confidence) {

    /** {@code Deployment/checkout}. */
    public String target() {
      return kind + "/" + workload;
    }
  }

  /** One resource of a container; what is absent is not set or not known. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resource(
      String request,
      String limit,
      String p95,
      String max,
      String recommendedRequest,
      String recommendedLimit,
      String verdict,
      String explanation) {

    /** {@code 1->219m}, or the request alone where it stays. */
    public String change() {
      String now = request == null ? "none" : request;
      String then = recommendedRequest == null ? "none" : recommendedRequest;
      return now.equals(then) ? now : now + "->" + then;
    }
  }

  /** Sums over all rows. */
  public record Totals(
      int workloads,
      int containers,
      String savingsMonthly,
      String currency,
      int savingsPercent,
      String cpu,
      String memory) {}

  public Report {
    containers = List.copyOf(containers);
  }

  /** The report of an evaluation. */
  public static Report of(Evaluation evaluation) {
    List<Row> rows = new ArrayList<>();
    for (WorkloadRecommendation said : evaluation.recommendations()) {
      said.containers().forEach(c -> rows.add(row(said, c)));
    }
    rows.sort(
        Comparator.comparing((Row row) -> new BigDecimal(row.savingsMonthly()))
            .reversed()
            .thenComparing(Row::namespace)
            .thenComparing(Row::target)
            .thenComparing(Row::container));
    Savings savings = evaluation.savings();
    return new Report(
        rows,
        new Totals(
            evaluation.recommendations().size(),
            rows.size(),
            savings.monthly().amount(),
            savings.monthly().currency(),
            savings.percent(),
            savings.cpu().toUsage(),
            savings.memory().toUsage()));
  }

  private static Row row(WorkloadRecommendation said, ContainerSizing container) {
    var ref = said.workload().ref();
    Savings savings = said.containerSavings().get(container.container().name());
    return new Row(
        ref.namespace(),
        ref.kind().kind(),
        ref.name(),
        container.container().name(),
        container.container().role().name().toLowerCase(Locale.ROOT),
        said.workload().replicas(),
        resource(container.cpu()),
        resource(container.memory()),
        savings.monthly().amount(),
        savings.monthly().currency(),
        said.confidence().level().text());
  }

  private static Resource resource(ResourceSizing sizing) {
    return new Resource(
        text(sizing.current(), Size::request),
        text(sizing.current(), Size::limit),
        sizing.usage().map(u -> u.p95().toUsage()).orElse(null),
        sizing.usage().map(u -> u.max().toUsage()).orElse(null),
        text(sizing.recommended(), Size::request),
        text(sizing.recommended(), Size::limit),
        sizing.verdict().text(),
        sizing.explanation());
  }

  private static String text(Size size, Function<Size, Optional<Amount>> of) {
    return of.apply(size).map(Amount::toQuantity).orElse(null);
  }
}
