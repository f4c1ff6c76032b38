// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.ErrorLine.CommandException;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.RecommendationNames;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code KIND/NAME} as a person writes it, such as {@code deployment/checkout}. */
record WorkloadName(WorkloadKind kind, String name) {

  static WorkloadName parse(String text) throws CommandException {
    String[] parts = text.split("/", -1);
    if (parts.length == 2 && !parts[1].isEmpty()) {
      Optional<WorkloadKind> kind =
          Arrays.stream(WorkloadKind.values())
              .filter(k -> k.lowerCase().equalsIgnoreCase(parts[0]))
              .findFirst();
      if (kind.isPresent()) {
        return new WorkloadName(kind.get(), parts[1]);
      }
    }
    throw new CommandException(
        "write KIND/NAME, not '"
            + text
            + "'; kinds are "
            + Arrays.stream(WorkloadKind.values())
                .map(WorkloadKind::lowerCase)
                .collect(Collectors.joining(", ")));
  }

  /** The workload's Recommendation. */
  Recommendation find(KubernetesClient client, String namespace) throws CommandException {
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
              + "; does a RightSizingPolicy select it? \"rightsize report\" works without one");
    }
    return found;
  }
}
