// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
import dev.rightsizing.cli.review.WorkloadName;
import dev.rightsizing.model.apply.RequestAnnotations;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for the sizes before the last change. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the operator to restore the sizes that a workload had before its last change.",
      "Waits until that is done."
    },
    footer = {
      "",
      "The same step is not made again until the recommended size is another, or rightsize",
      "resume. To keep it from being changed at all, pause it: see rightsize pause.",
      "Exit status: 0 undone, 1 not undone, 2 wrong usage, or no operator that answers.",
      "",
      "Examples:",
      "  rightsize undo deployment/checkout -n shop",
      "  rightsize undo sts/orders -n shop --timeout 5m"
    })
public final class UndoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND/NAME", description = "Workload, such as deployment/checkout.")
  private String workload;

  @Mixin private WaitOptions wait;

  @Mixin private NamespaceOption namespace;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final Clock clock;

  UndoCommand(ClusterClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException {
    WorkloadName name = WorkloadName.parse(workload);
    try (KubernetesClient client = clients.open(cluster.choice())) {
      Recommendation found = name.find(client, namespace.in(client));
      requireChange(found);
      return new Asking(
              Progress.Request.UNDO,
              RequestAnnotations.UNDO,
              client,
              new Requests(client, clock),
              spec.commandLine().getOut())
          .about(found, wait);
    }
  }

  private static void requireChange(Recommendation found) throws CommandException {
    WorkloadApplyStatus apply = found.getStatus() == null ? null : found.getStatus().getApply();
    boolean changed =
        apply != null
            && (apply.getFlight() != null
                || apply.getInForce() != null
                || apply.getHistory() != null && !apply.getHistory().isEmpty());
    if (!changed) {
      throw new CommandException(
          Target.of(found)
              + " was never changed by the operator, so there is nothing to undo; see rightsize"
              + " history");
    }
  }
}
