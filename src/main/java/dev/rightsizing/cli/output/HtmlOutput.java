// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.model.PlainText;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** One page that needs nothing else: no script, no style sheet, no picture from elsewhere. */
final class HtmlOutput implements ReportOutput {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Right-sizing report</title>
      <style>
      :root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #b35900; }
      @media (prefers-color-scheme: dark) { :root { --good: #57ab5a; --bad: #e0823d; } }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1200px; padding: 0 1rem; }
      h1 { font-size: 1.4rem; margin-bottom: .2rem; }
      h2 { font-size: 1.1rem; margin-top: 2rem; }
      p { margin: .2rem 0 1.4rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .45rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
      th { font-size: .8rem; text-transform: uppercase; letter-spacing: .04em; opacity: .7; }
      td.money { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .saves { color: var(--good); }
      .costs { color: var(--bad); }
      details { font-size: .85rem; opacity: .85; }
      summary { cursor: pointer; }
      </style>
      </head>
      <body>
      """;

  @Override
  public void write(Report report, PrintWriter out) {
    out.print(HEAD);
    out.println("<h1>Right-sizing report</h1>");
    out.println("<p>" + escaped(Columns.totals(report.totals())) + "</p>");
    out.println("<table>");
    out.println(
        List.of("Workload", "Container", "CPU", "Memory", "Saving a month", "Confidence").stream()
            .map(name -> "<th>" + name + "</th>")
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>")));
    out.println("<tbody>");
    report.containers().forEach(row -> out.println(row(row)));
    out.println("</tbody>");
    out.println("</table>");
    quotas(report, out);
    list("Beside the numbers", report.notes(), out);
    list("Left out", report.leftOut(), out);
    out.println("</body>");
    out.println("</html>");
  }

  private static void quotas(Report report, PrintWriter out) {
    if (report.quotas().isEmpty()) {
      return;
    }
    out.println("<h2>Quotas</h2>");
    out.println("<table>");
    out.println(
        List.of("Namespace", "Quota", "Resource", "Hard", "Used", "Projected", "Idle").stream()
            .map(name -> "<th>" + name + "</th>")
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>")));
    out.println("<tbody>");
    for (QuotaRow row : report.quotas()) {
      out.println(
          Columns.QUOTA.stream()
              .map(column -> "<td>" + escaped(column.value().apply(row)) + "</td>")
              .collect(Collectors.joining("", "<tr>", "</tr>")));
    }
    out.println("</tbody>");
    out.println("</table>");
  }

  /** Below the table, because the page is read without the terminal. */
  private static void list(String title, List<String> lines, PrintWriter out) {
    if (lines.isEmpty()) {
      return;
    }
    out.println("<h2>" + title + "</h2>");
    out.println("<ul>");
    lines.forEach(line -> out.println("<li>" + escaped(line) + "</li>"));
    out.println("</ul>");
  }

  private static String row(Row row) {
    String kind = row.savings().monthly().startsWith("-") ? "costs" : "saves";
    return "<tr><td>"
        + escaped(row.namespace() + " / " + row.target())
        + "</td><td>"
        + escaped(row.name())
        + "</td>"
        + resource(row.cpu())
        + resource(row.memory())
        + "<td class=\"money "
        + kind
        + "\">"
        + escaped(row.saving().toString())
        + "</td><td>"
        + escaped(row.confidence().level())
        + "</td></tr>";
  }

  private static String resource(ResourceCell resource) {
    return "<td>"
        + escaped(resource.change()).replace("-&gt;", " → ")
        + "<details><summary>"
        + escaped(resource.verdict())
        + "</summary>"
        + escaped(resource.explanation())
        + "</details></td>";
  }

  private static String escaped(String text) {
    return PlainText.line(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
