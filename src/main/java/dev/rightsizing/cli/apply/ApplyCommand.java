// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for one step of a workload now. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the operator to make the next step of a workload's change now.",
      "Neither approval, maintenance window nor cool-down holds it; every other guard still decides.",
      "Prints each change of its state until the step is made and watched, or held."
    },
    footer = {
      "",
      "Needs a policy with mode Apply and the right to patch Recommendations, not workloads: the",
      "operator makes the change. See docs/apply.md.",
      "Exit status: 0 applied or watching, 1 held or undone, 2 wrong usage, or no operator that",
      "answers.",
      "",
      "Examples:",
      "  rightsize apply --once deployment/checkout -n shop",
      "  rightsize apply --once sts/orders -n shop --no-wait"
    })
public final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--once",
      description = "One step and no more; without it, policies say what is applied and when.")
  private boolean once;

  @Parameters(paramLabel = "KIND/NAME", description = "Workload, such as deployment/checkout.")
  private String workload;

  @Mixin private WaitOptions wait;

  @Mixin private NamespaceOption namespace;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final Clock clock;

  ApplyCommand(ClusterClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException {
    if (!once) {
      throw new CommandException(
          "the operator applies by policies with mode Apply; add --once for one step now");
    }
    WorkloadName name = WorkloadName.parse(workload);
    try (KubernetesClient client = clients.open(cluster.choice())) {
      Recommendation found = name.find(client, namespace.in(client));
      new PolicyCheck(client).requireApply(found);
      return new Asking(
              Progress.Request.APPLY_ONCE,
              RequestAnnotations.APPLY_ONCE,
              client,
              new Requests(client, clock),
              spec.commandLine().getOut())
          .about(found, wait);
    }
  }
}
