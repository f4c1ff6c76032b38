// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.util.List;
import java.util.function.Function;

/** The columns that the tables for people share. */
record Columns(String name, Function<Row, String> value) {
  static final List<Columns> SHORT =
      List.of(
          new Columns("NAMESPACE", Row::namespace),
          new Columns("TARGET", row -> row.target().toString()),
          new Columns("CONTAINER", Row::name),
          new Columns("CPU", row -> row.cpu().change()),
          new Columns("MEMORY", row -> row.memory().change()),
          new Columns("SAVING", row -> row.saving().toString()),
          new Columns("CONFIDENCE", row -> row.confidence().level()));

  static final List<Columns> WIDE =
      List.of(
          new Columns("REPLICAS", row -> Integer.toString(row.replicas())),
          new Columns("CPU VERDICT", row -> row.cpu().verdict()),
          new Columns("MEMORY VERDICT", row -> row.memory().verdict()),
          new Columns("WHY CPU", row -> row.cpu().explanation()),
          new Columns("WHY MEMORY", row -> row.memory().explanation()));

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
