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

/** Keeps changes from beginning. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps the operator from beginning changes of workloads, until rightsize resume.",
      "A change that is being made stops where it is; one that turns out bad is undone",
      "nevertheless."
    },
    footer = {
      "",
      "Examples:",
      "  rightsize pause deployment/checkout -n shop",
      "  rightsize pause --policy shop -n shop"
    })
public final class PauseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PauseOptions what;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final Clock clock;

  PauseCommand(ClusterClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    try (KubernetesClient client = clients.open(cluster.choice())) {
      for (HasMetadata object : what.find(client)) {
        boolean already = Requests.isPaused(object);
        if (!already) {
          new Requests(client, clock)
              .write(object, Map.of(RequestAnnotations.PAUSED, Optional.of("true")));
        }
        out.println(PauseOptions.title(object) + ": " + (already ? "is paused already" : "paused"));
      }
    }
    out.flush();
    return 0;
  }
}
