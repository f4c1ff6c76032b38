// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.output.Report;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.OddQuantity;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import java.io.PrintWriter;
import java.util.Set;

/** Prints to standard error what a report could not include, one line each. */
final class Warnings {
  private final PrintWriter err;

  Warnings(PrintWriter err) {
    this.err = err;
  }

  /**
   * @param asked kinds that a person named
   */
  void print(Report report, Evaluation evaluation, Set<WorkloadKind> asked) {
    report
        .failures()
        .forEach(
            f ->
                say(
                    f.namespace()
                        + "/"
                        + f.target().kind()
                        + "/"
                        + f.target().name()
                        + " was left out: "
                        + f.message()));
    report.withoutUsage().forEach(this::say);
    if (!report.missingMetrics().isEmpty() && report.withoutUsage().isEmpty()) {
      say(
          "Prometheus has no series of "
              + String.join(" and ", report.missingMetrics())
              + " for these namespaces; check that it scrapes the kubelets' /metrics/cadvisor");
    }
    evaluation.recommendations().forEach(this::odd);
    if (!evaluation.clusters().isEmpty()) {
      say(evaluation.clusters().message());
    }
    evaluation.quotas().stream()
        .filter(QuotaProjection::impossible)
        .forEach(
            q ->
                say(
                    q.quota().key()
                        + " of quota "
                        + q.quota().id()
                        + " has no projection: pods would give back more than is used, which"
                        + " is impossible"));
    evaluation.unknownKinds().stream()
        .filter(asked::contains)
        .sorted()
        .forEach(kind -> say("the cluster does not serve the kind " + kind.kind()));
    if (report.containers().isEmpty() && report.failures().isEmpty()) {
      say("no workload is in scope; check -n, --kinds and -l");
    } else if (!evaluation.judged()) {
      say(
          "no container has enough usage to be sized; "
              + (report.withoutUsage().isEmpty()
                  ? "wait, or lower --minimum-history"
                  : "see above for what to do"));
    }
    err.flush();
  }

  /** What a person should correct whatever the sizes: {@code 512m} of memory is half a byte. */
  private void odd(WorkloadRecommendation recommendation) {
    for (ContainerSpec container : recommendation.workload().containers()) {
      OddQuantity.of(container)
          .ifPresent(
              found ->
                  say(
                      recommendation.workload().ref()
                          + ": container "
                          + container.name()
                          + ": "
                          + found));
    }
  }

  private void say(String line) {
    err.println("rightsize: " + PlainText.line(line));
  }
}
