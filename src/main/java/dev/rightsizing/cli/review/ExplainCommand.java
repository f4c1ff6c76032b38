// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
import dev.rightsizing.recommend.explanation.Explanation;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints how a workload's numbers came about. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Explains how the figures of a workload's Recommendation were computed.",
    footer = {
      "",
      "Examples:",
      "  rightsize explain deployment/checkout -n shop",
      "  rightsize explain cj/invoices -n shop --context production"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND/NAME", description = "Workload, such as deployment/checkout.")
  private String workload;

  @Mixin private NamespaceOption namespace;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;

  ExplainCommand(ClusterClients clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() throws CommandException {
    WorkloadName name = WorkloadName.parse(workload);
    try (KubernetesClient client = clients.open(cluster.choice())) {
      new Explanation(spec.commandLine().getOut()).print(name.find(client, namespace.in(client)));
    }
    return 0;
  }
}
