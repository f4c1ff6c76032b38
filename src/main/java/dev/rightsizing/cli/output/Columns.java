// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.cli.output.Report.Row;
import java.util.List;
import java.util.function.Function;

/** The columns that the tables for people share. */
record Columns(String name, Function<Row, String> value) {
  static final List<Columns> SHORT =
      List.of(
          new Columns("NAMESPACE", Row::namespace),
          new Columns("TARGET", Row::target),
          new Columns("CONTAINER", Row::container),
          new Columns("CPU", row -> row.cpu().change()),
          new Columns("MEMORY", row -> row.memory().change()),
          new Columns("SAVING", row -> row.savingsMonthly() + " " + row.currency()),
          new Columns("CONFIDENCE", Row::confidence));

  static final List<Columns> WIDE =
      List.of(
          new Columns("REPLICAS", row -> Integer.toString(row.replicas())),
          new Columns("CPU VERDICT", row -> row.cpu().verdict()),
          new Columns("MEMORY VERDICT", row -> row.memory().verdict()),
          new Columns("WHY CPU", row -> row.cpu().explanation()),
          new Columns("WHY MEMORY", row -> row.memory().explanation()));

  /** One line with the sums. */
  static String totals(Report.Totals totals) {
    return totals.workloads()
        + " workloads, "
        + totals.containers()
        + " containers: "
        + totals.savingsMonthly()
        + " "
        + totals.currency()
        + " a month ("
        + totals.savingsPercent()
        + " %), "
        + totals.cpu()
        + " CPU, "
        + totals.memory()
        + " memory";
  }
}
