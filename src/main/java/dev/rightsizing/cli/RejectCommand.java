// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.ErrorLine.CommandException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes Rejected as a person's decision. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = "Sets the decision on workloads' Recommendations to Rejected.")
public final class RejectCommand implements Callable<Integer> {
  @Mixin private Decisions decisions;

  private final KubernetesClient client;

  RejectCommand(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Integer call() throws CommandException {
    return decisions.decide(client, Decision.Rejected);
  }
}
