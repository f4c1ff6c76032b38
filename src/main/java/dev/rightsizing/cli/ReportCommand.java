// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.ErrorLine.CommandException;
import dev.rightsizing.cli.output.Report;
import dev.rightsizing.cli.output.ReportFormat;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads cluster and Prometheus and prints what could be saved; needs no operator. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Prints what workloads ask for, should ask for, and what that saves.",
    footer = {
      "",
      "Needs a kubeconfig (KUBECONFIG) and a Prometheus; credentials for it come from the settings",
      "RIGHTSIZING_PROMETHEUS_*, see docs/settings.md.",
      "Exit status: 0 done, 1 savings over --fail-above, 2 wrong use or something not reachable."
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      description = "Namespaces; that of the kubeconfig's context by default.")
  private List<String> namespaces = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  private boolean all;

  @Option(
      names = {"-l", "--selector"},
      split = ",",
      description = "Labels that workloads must carry, as key=value.")
  private List<String> selector = List.of();

  @Option(
      names = "--prometheus-url",
      description = "Base URL of Prometheus; RIGHTSIZING_PROMETHEUS_URL by default.")
  private String prometheusUrl;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Option(
      names = "--fail-above",
      description = "End with status 1 when more than this could be saved a month.")
  private BigDecimal failAbove;

  @Mixin private SizingOptions sizing;

  private final Evaluator evaluator;
  private final WorkloadSource workloads;
  private final ReportSources sources;
  private final KubernetesClient client;

  ReportCommand(
      Evaluator evaluator,
      WorkloadSource workloads,
      ReportSources sources,
      KubernetesClient client) {
    this.evaluator = evaluator;
    this.workloads = workloads;
    this.sources = sources;
    this.client = client;
  }

  @Override
  public Integer call() throws UsageException, WorkloadException, CommandException {
    UsageSource source = sources.open(Optional.ofNullable(prometheusUrl));
    EvaluationRequest request =
        EvaluationRequest.uncontested(scope(), sizing.settings(), sizing.price());
    PrintWriter err = spec.commandLine().getErr();
    Evaluation evaluation;
    try (ProgressLine progress = ProgressLine.onTerminal()) {
      evaluation = evaluator.evaluate(request, source, progress);
    }
    format.write(Report.of(evaluation), spec.commandLine().getOut());
    warn(evaluation, source, err);
    BigDecimal savings = evaluation.savings().monthly().value();
    if (failAbove != null && savings.compareTo(failAbove) > 0) {
      err.println(
          "rightsize: "
              + evaluation.savings().monthly()
              + " a month could be saved, more than "
              + failAbove.toPlainString());
      err.flush();
      return 1;
    }
    return 0;
  }

  private void warn(Evaluation evaluation, UsageSource source, PrintWriter err) {
    evaluation
        .failures()
        .forEach(f -> err.println("rightsize: " + f.ref() + " was left out: " + f.message()));
    if (!evaluation.missing().isEmpty()) {
      err.println(
          "rightsize: Prometheus has no series of "
              + evaluation.missing().stream()
                  .map(source::metric)
                  .sorted()
                  .collect(Collectors.joining(" and "))
              + " for these namespaces; check that it scrapes cAdvisor");
    }
    err.flush();
  }

  private Scope scope() throws CommandException, WorkloadException {
    Set<String> names = new TreeSet<>(namespaces);
    if (all) {
      names = workloads.namespaces(LabelSelector.EVERYTHING);
    } else if (names.isEmpty()) {
      names = Set.of(Optional.ofNullable(client.getNamespace()).orElse("default"));
    }
    return new Scope(
        new TreeSet<>(names),
        EnumSet.allOf(WorkloadKind.class),
        new LabelSelector(labels(), List.of()),
        Set.of());
  }

  private Map<String, String> labels() throws CommandException {
    Map<String, String> labels = new HashMap<>();
    for (String pair : selector) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new CommandException("--selector: write key=value, not '" + pair + "'");
      }
      labels.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return labels;
  }
}
