// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import java.io.PrintWriter;

/** One way to write a report. */
interface ReportOutput {
  void write(Report report, PrintWriter out);

  /** The same with usage over time, for an output that draws it. */
  default void write(Report report, ContainerUsage usage, PrintWriter out) {
    write(report, out);
  }
}
