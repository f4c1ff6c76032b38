// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.KindText;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.RecommendationNames;
import io.fabric8.kubernetes.client.KubernetesClient;

/** {@code KIND/NAME} as a person writes it, such as {@code deployment/checkout}. */
public record WorkloadName(WorkloadKind kind, String name) {

  /**
   * Reads it.
   *
   * @throws CommandException when it is none
   */
  public static WorkloadName parse(String text) throws CommandException {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[1].isEmpty()) {
      throw new CommandException(
          "'" + text + "' is not a workload; write KIND/NAME such as deployment/checkout");
    }
    return new WorkloadName(KindText.parse(parts[0]), parts[1]);
  }

  /**
   * The workload's Recommendation.
   *
   * @throws CommandException when there is none
   */
  public Recommendation find(KubernetesClient client, String namespace) throws CommandException {
    WorkloadRef ref = new WorkloadRef(namespace, kind, name);
    Recommendation found =
        client
            .resources(Recommendation.class)
            .inNamespace(namespace)
            .withName(RecommendationNames.name(ref))
            .get();
    if (found == null) {
      throw new CommandException(
          "there is no Recommendation for "
              + ref
              + "; check -n and that a RightSizingPolicy selects it, or use \"rightsize report\","
              + " which needs no operator");
    }
    return found;
  }
}
