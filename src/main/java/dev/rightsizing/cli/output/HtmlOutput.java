// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.io.PrintWriter;

/**
 * One page with charts that needs nothing else: style and scripts are in it, and it loads nothing.
 */
final class HtmlOutput implements ReportOutput {

  @Override
  public void write(Report report, PrintWriter out) {
    write(report, ContainerUsage.NONE, out);
  }

  @Override
  public void write(Report report, ContainerUsage usage, PrintWriter out) {
    new ReportPage(report, usage, out).write();
  }
}
