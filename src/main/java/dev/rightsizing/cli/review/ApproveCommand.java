// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes Approved as a person's decision. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Sets the decision on workloads' Recommendations to Approved.",
    footer = {
      "",
      "Needs the right to patch Recommendations. The operator never changes a decision.",
      "",
      "Examples:",
      "  rightsize approve deployment/checkout -n shop",
      "  rightsize approve deploy/search sts/orders -n shop"
    })
public final class ApproveCommand implements Callable<Integer> {
  @Mixin private Decisions decisions;

  private final ClusterClients clients;

  ApproveCommand(ClusterClients clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() throws CommandException {
    return decisions.decide(clients, Decision.Approved);
  }
}
