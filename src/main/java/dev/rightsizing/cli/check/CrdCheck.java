// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import dev.rightsizing.api.v1alpha1.Recommendation;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the API server whether it serves the operator's kinds. */
final class CrdCheck {
  private static final String ADVICE =
      "; install the chart with crds.enabled=true, or run kubectl apply -f crds/";

  private final KubernetesClient client;

  CrdCheck(KubernetesClient client) {
    this.client = client;
  }

  Finding find() {
    String version = HasMetadata.getApiVersion(Recommendation.class);
    APIResourceList served = client.getApiResources(version);
    Set<String> missing = new TreeSet<>(List.of("recommendations", "rightsizingpolicies"));
    if (served != null) {
      missing.removeAll(
          served.getResources().stream().map(APIResource::getName).collect(Collectors.toSet()));
    }
    return missing.isEmpty()
        ? Finding.ok("CRDs", version)
        : Finding.failed("CRDs", version + " has no " + String.join(" and no ", missing) + ADVICE);
  }
}
