// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.Patches;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class StatusWriterIT {

  /** Once a size is applied, or usage is missing, there is nothing left to patch. */
  @Test
  void aStatusMayLoseWhatItHad(LocalApiServer server) {
    KubernetesClient client = server.client();
    Crds.install(client);
    String namespace = server.newNamespace("status");
    Recommendation object =
        Serialization.unmarshal(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata: {name: deployment-web, namespace: %s}
            spec:
              policy: p
              target: {apiVersion: apps/v1, kind: Deployment, name: web}
            """
                .formatted(namespace),
            Recommendation.class);
    client.resource(object).create();
    StatusWriter writer = new StatusWriter(client, "it");
    RecommendationStatus with = status("{kustomize: one, strategicMerge: two}");
    writer.status(object, with);

    RecommendationStatus without = status("{}");
    without.setPatches(new Patches());
    writer.status(object, without);
    Recommendation emptied = client.resource(object).get();
    assertThat(emptied.getStatus().getReplicas()).isEqualTo(3);

    writer.status(object, with);
    assertThat(client.resource(object).get().getStatus().getPatches().getKustomize())
        .isEqualTo("one");
    writer.status(object, status("null"));
    Patches left = client.resource(object).get().getStatus().getPatches();
    assertThat(left == null ? null : left.getKustomize()).isNull();
  }

  private static RecommendationStatus status(String patches) {
    return Serialization.unmarshal(
        "replicas: 3\npatches: " + patches + "\n", RecommendationStatus.class);
  }
}
