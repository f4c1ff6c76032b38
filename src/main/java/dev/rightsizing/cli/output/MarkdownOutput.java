// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.model.PlainText;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table for a pull request or an issue. */
final class MarkdownOutput implements ReportOutput {

  /** What begins something in GitHub's and GitLab's Markdown. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~#!$]");

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

  /**
   * Nothing of it is markup: no picture, link, mention of a person or an issue, code or emphasis.
   */
  private static String escaped(String text) {
    String plain =
        PlainText.line(text).replace("->", "→").replace("&", "&amp;").replace("<", "&lt;");
    return MARKUP
        .matcher(plain)
        .replaceAll("\\\\$0")
        .replace("@", "@<!-- -->")
        .replace("://", ":<!-- -->//")
        .replace("www.", "www<!-- -->.");
  }
}
