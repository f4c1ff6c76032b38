// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.apply.RequestAnnotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets changes begin again. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lets the operator change workloads again after rightsize pause or undo.",
      "Also those that it left alone, because changes were undone too often (GivenUp) or another",
      "manager took them back (OwnedByOther)."
    },
    footer = {
      "",
      "Examples:",
      "  rightsize resume deployment/checkout -n shop",
      "  rightsize resume --policy shop -n shop"
    })
public final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PauseOptions what;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final Clock clock;

  ResumeCommand(ClusterClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    try (KubernetesClient client = clients.open(cluster.choice())) {
      Requests requests = new Requests(client, clock);
      for (HasMetadata object : what.find(client)) {
        requests.write(
            object,
            Map.of(
                RequestAnnotations.PAUSED,
                Optional.empty(),
                RequestAnnotations.RESUMED,
                Optional.of(requests.time(object).toString())));
        out.println(PauseOptions.title(object) + ": resumed");
      }
    }
    out.flush();
    return 0;
  }
}
