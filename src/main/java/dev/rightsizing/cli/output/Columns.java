// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.util.List;
import java.util.function.Function;

/** The columns that the tables for people share. */
record Columns<T>(String name, Function<T, String> value) {
  static final List<Columns<Row>> SHORT =
      List.of(
          new Columns<>("NAMESPACE", Row::namespace),
          new Columns<>("TARGET", row -> row.target().toString()),
          new Columns<>("CONTAINER", Row::name),
          new Columns<>("CPU", row -> row.cpu().change()),
          new Columns<>("MEMORY", row -> row.memory().change()),
          new Columns<>("SAVING", row -> row.saving().toString()),
          new Columns<>("CONFIDENCE", row -> row.confidence().level()));

  static final List<Columns<Row>> WIDE =
      List.of(
          new Columns<>("REPLICAS", Row::replicasText),
          new Columns<>("DRIFT", Row::drift),
          new Columns<>("CPU VERDICT", row -> row.cpu().verdict()),
          new Columns<>("MEMORY VERDICT", row -> row.memory().verdict()),
          new Columns<>("WHY CPU", row -> row.cpu().explanation()),
          new Columns<>("WHY MEMORY", row -> row.memory().explanation()));

  static final List<Columns<QuotaRow>> QUOTA =
      List.of(
          new Columns<>("NAMESPACE", QuotaRow::namespace),
          new Columns<>("QUOTA", QuotaRow::name),
          new Columns<>("RESOURCE", QuotaRow::resource),
          new Columns<>("HARD", QuotaRow::hard),
          new Columns<>("USED", row -> QuotaRow.share(row.used(), row.usedPercent())),
          new Columns<>(
              "PROJECTED", row -> QuotaRow.share(row.projected(), row.projectedPercent())),
          new Columns<>("IDLE", QuotaRow::left));

  /** One line with the sums. */
  static String totals(Report.Totals totals) {
    Report.TotalSavings savings = totals.savings();
    return "%s, %s: saves %s %s a month (%d %%), %s CPU, %s memory"
        .formatted(
            counted(totals.workloads(), "workload"),
            counted(totals.containers(), "container"),
            savings.monthly(),
            savings.currency(),
            savings.percent(),
            savings.cpu(),
            savings.memory());
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
