// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Installs the committed CRDs in an API server. */
public final class Crds {
  private Crds() {}

  /** Installs both and waits until they are served. */
  public static void install(KubernetesClient client) {
    for (String file : new String[] {"rightsizingpolicies", "recommendations"}) {
      Path path = Path.of("crds", file + ".rightsizing.dev.yaml");
      try (InputStream in = Files.newInputStream(path)) {
        CustomResourceDefinition crd =
            client.apiextensions().v1().customResourceDefinitions().load(in).item();
        client.resource(crd).forceConflicts().serverSideApply();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    client.resource(crd).get().getStatus() != null
                        && client.resource(crd).get().getStatus().getConditions() != null
                        && client.resource(crd).get().getStatus().getConditions().stream()
                            .anyMatch(
                                c ->
                                    c.getType().equals("Established")
                                        && c.getStatus().equals("True")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
