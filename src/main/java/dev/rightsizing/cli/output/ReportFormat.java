// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.io.PrintWriter;

/** How a report can be written. */
public enum ReportFormat {
  TABLE(new TableOutput(false)),
  WIDE(new TableOutput(true)),
  NAME(new NameOutput()),
  JSON(DataOutput.json()),
  YAML(DataOutput.yaml()),
  CSV(new CsvOutput()),
  HTML(new HtmlOutput()),
  MARKDOWN(new MarkdownOutput());

  private final ReportOutput output;

  ReportFormat(ReportOutput output) {
    this.output = output;
  }

  /** Writes a report; the writer stays open. */
  public void write(Report report, PrintWriter out) {
    write(report, ContainerUsage.NONE, out);
  }

  /**
   * Writes a report; the writer stays open.
   *
   * @param usage asked for by formats that draw it
   */
  public void write(Report report, ContainerUsage usage, PrintWriter out) {
    output.write(report, usage, out);
    out.flush();
  }
}
