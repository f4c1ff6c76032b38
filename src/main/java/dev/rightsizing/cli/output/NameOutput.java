// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.model.WorkloadKind;
import java.io.PrintWriter;

/** The names alone, as {@code kubectl get -o name} writes them, for other commands to take. */
final class NameOutput implements ReportOutput {

  @Override
  public void write(Report report, PrintWriter out) {
    report.containers().stream()
        .map(row -> resource(row.target().kind()) + "/" + row.target().name())
        .distinct()
        .forEach(out::println);
  }

  /** {@code deployment.apps}. */
  private static String resource(String kind) {
    return WorkloadKind.of(kind)
        .map(known -> known.lowerCase() + "." + known.apiVersion().replaceFirst("/.*", ""))
        .orElse(kind);
  }
}
