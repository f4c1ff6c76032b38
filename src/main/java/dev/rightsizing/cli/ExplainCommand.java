// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.ErrorLine.CommandException;
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
    description = "Prints how the numbers of a workload's Recommendation came about.")
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND/NAME", description = "Such as deployment/checkout.")
  private String workload;

  @Mixin private NamespaceOption namespace;

  private final KubernetesClient client;

  ExplainCommand(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Integer call() throws CommandException {
    var found = WorkloadName.parse(workload).find(client, namespace.in(client));
    new Explanation(spec.commandLine().getOut()).print(found);
    return 0;
  }
}
