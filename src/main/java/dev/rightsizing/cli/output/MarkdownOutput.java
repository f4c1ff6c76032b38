// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A table for a pull request or an issue. */
final class MarkdownOutput implements ReportFormat.ReportOutput {

  @Override
  public void write(Report report, PrintWriter out) {
    out.println(
        Columns.SHORT.stream().map(Columns::name).collect(Collectors.joining(" | ", "| ", " |")));
    out.println(
        Columns.SHORT.stream().map(c -> "---").collect(Collectors.joining(" | ", "| ", " |")));
    for (Row row : report.containers()) {
      out.println(
          Columns.SHORT.stream()
              .map(c -> escaped(c.value().apply(row)))
              .collect(Collectors.joining(" | ", "| ", " |")));
    }
    out.println();
    out.println("**" + Columns.totals(report.totals()) + "**");
    if (report.isPartial()) {
      out.println();
      report.leftOut().forEach(line -> out.println("- " + escaped(line)));
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
