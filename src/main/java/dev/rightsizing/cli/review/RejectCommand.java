// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes Rejected as a person's decision. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = "Sets the decision on workloads' Recommendations to Rejected.",
    footer = {
      "",
      "\"rightsize patch --all\" leaves out what is rejected.",
      "",
      "Examples:",
      "  rightsize reject deployment/checkout -n shop",
      "  rightsize reject deploy/search ds/node-cache -n shop"
    })
public final class RejectCommand implements Callable<Integer> {
  @Mixin private Decisions decisions;

  private final ClusterClients clients;

  RejectCommand(ClusterClients clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() throws CommandException {
    return decisions.decide(clients, Decision.Rejected);
  }
}
