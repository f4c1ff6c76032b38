// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.SourceAdvice;
import dev.rightsizing.cli.report.SourceOptions;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.usage.UsageException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what an operator with these credentials and settings could not do. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether an operator could work with your credentials: the CRDs, each right that it"
          + " uses, and the series in Prometheus.",
      "In a pod it checks the pod's ServiceAccount. Exit status: 0 if the operator can work, 1 if"
          + " something it needs is missing, 2 if the API server cannot be reached."
    },
    footer = {
      "",
      "Examples:",
      "  rightsize check --prometheus-url http://localhost:9090",
      "  rightsize check --context production"
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private SourceOptions source;

  private final ClusterClients clients;
  private final CheckSetup setup;
  private final Clock clock;

  CheckCommand(ClusterClients clients, CheckSetup setup, Clock clock) {
    this.clients = clients;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException {
    List<Finding> findings = new ArrayList<>();
    try (KubernetesClient client = clients.open(cluster.choice())) {
      findings.add(
          Finding.ok(
              "API server",
              client.getKubernetesVersion().getGitVersion() + " at " + client.getMasterUrl()));
      findings.add(new CrdCheck(client).find());
      findings.addAll(new RightsCheck(client).in(setup.watchNamespaces()));
    }
    findings.addAll(prometheus());
    print(findings);
    return findings.stream().anyMatch(Finding::isFailure) ? 1 : 0;
  }

  private List<Finding> prometheus() throws CommandException {
    try {
      return new SourceCheck(setup.open(source.choice()), clock).find();
    } catch (UsageException e) {
      return List.of(Finding.failed("Prometheus", SourceAdvice.line(e)));
    }
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    int width = findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
    for (Finding finding : findings) {
      out.printf(
          "%-6s  %-" + width + "s  %s%n",
          finding.level().text(),
          finding.subject(),
          PlainText.line(finding.detail()));
    }
    out.flush();
  }
}
