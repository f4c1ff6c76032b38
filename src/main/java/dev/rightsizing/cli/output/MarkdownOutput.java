// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A table for a pull request or an issue. */
final class MarkdownOutput implements ReportFormat.ReportOutput {

  @Override
  public void write(Report report, PrintWriter out) {
    print(report.containers(), Columns.SHORT, out);
    if (!report.quotas().isEmpty()) {
      out.println();
      print(report.quotas(), Columns.QUOTA, out);
    }
    out.println();
    out.println("**" + Columns.totals(report.totals()) + "**");
    if (!report.notes().isEmpty()) {
      out.println();
      report.notes().forEach(line -> out.println("- " + escaped(line)));
    }
    if (report.isPartial()) {
      out.println();
      report.leftOut().forEach(line -> out.println("- " + escaped(line)));
    }
  }

  private static <T> void print(List<T> rows, List<Columns<T>> columns, PrintWriter out) {
    out.println(columns.stream().map(Columns::name).collect(Collectors.joining(" | ", "| ", " |")));
    out.println(columns.stream().map(c -> "---").collect(Collectors.joining(" | ", "| ", " |")));
    for (T row : rows) {
      out.println(
          columns.stream()
              .map(c -> escaped(c.value().apply(row)))
              .collect(Collectors.joining(" | ", "| ", " |")));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("->", "→");
  }
}
