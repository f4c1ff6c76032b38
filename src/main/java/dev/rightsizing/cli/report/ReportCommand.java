// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.output.Report;
import dev.rightsizing.cli.terminal.ProgressLine;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.Money;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads cluster and Prometheus and prints what could be saved; needs no operator. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints each workload's requests, recommended requests and savings.",
    footer = {
      "",
      "Needs a kubeconfig and a Prometheus. The settings RIGHTSIZING_PROMETHEUS_*,",
      "credentials included, apply where no option is given.",
      "Exit status: 0 done, 1 savings over --fail-above, 2 wrong usage, a service that",
      "cannot be reached, or no container with enough usage.",
      "",
      "Examples:",
      "  rightsize report -A --prometheus-url http://localhost:9090",
      "  rightsize report deploy/checkout sts/orders -n shop -o wide",
      "  rightsize report -n shop -o csv > sizes.csv",
      "  rightsize report -n shop -o jsonpath='{.totals.savings.monthly}'",
      "  rightsize report -n shop --fail-above 500"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int OVER = 1;
  private static final int UNJUDGED = 2;

  @Spec private CommandSpec spec;

  @Mixin private NamedScopeOptions scope;

  @Mixin private SourceOptions source;

  @Mixin private SizingOptions sizing;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = ReportChoice.Converter.class,
      description =
          "table, wide, name, json, yaml, csv, html, markdown or jsonpath=TEMPLATE, fields of the"
              + " JSON as kubectl takes them (${DEFAULT-VALUE}).")
  private ReportChoice format;

  @Option(
      names = "--fail-above",
      paramLabel = "AMOUNT",
      description = "Exit with status 1 when the monthly savings exceed this amount.")
  private BigDecimal failAbove;

  private final ReportEngines engines;

  ReportCommand(ReportEngines engines) {
    this.engines = engines;
  }

  @Override
  public Integer call() throws UsageException, WorkloadException, CommandException {
    try (ReportEngine engine = engines.open(cluster.choice(), source.choice())) {
      Scope wanted = scope.scope(engine);
      if (!scope.isAll()) {
        refuseUnknown(engine.unknown(wanted.namespaces()));
      }
      EvaluationRequest request =
          EvaluationRequest.uncontested(wanted, sizing.settings(), sizing.price());
      Evaluation evaluation;
      try (ProgressLine progress = ProgressLine.forPerson()) {
        evaluation = engine.evaluate(request, progress);
      }
      scope.requireNamed(wanted, found(evaluation));
      Report report = Report.of(evaluation, engine::metric);
      format.write(report, engine.usage(request), spec.commandLine().getOut());
      PrintWriter err = spec.commandLine().getErr();
      new Warnings(err).print(report, evaluation, scope.asked());
      return evaluation.judged() ? status(evaluation.savings().monthly(), err) : UNJUDGED;
    }
  }

  private static void refuseUnknown(Set<String> unknown) throws CommandException {
    if (!unknown.isEmpty()) {
      throw new CommandException(
          "the cluster has no namespace "
              + String.join(", ", new TreeSet<>(unknown))
              + "; see kubectl get namespaces");
    }
  }

  private static Set<Scope.Named> found(Evaluation evaluation) {
    return Stream.concat(
            evaluation.recommendations().stream()
                .map(recommendation -> recommendation.workload().ref()),
            evaluation.failures().stream().map(failure -> failure.ref()))
        .map(ref -> new Scope.Named(ref.kind(), ref.name()))
        .collect(Collectors.toSet());
  }

  private int status(Money savings, PrintWriter err) {
    if (failAbove == null || savings.value().compareTo(failAbove) <= 0) {
      return DONE;
    }
    err.println(
        "rightsize: "
            + savings
            + " per month could be saved, more than --fail-above "
            + failAbove.toPlainString()
            + "; apply the sizes or raise it");
    err.flush();
    return OVER;
  }
}
