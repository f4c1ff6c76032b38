// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class LocalApiServerIT {

  @Test
  void answersAsARealServer(KubernetesClient client) {
    assertThat(client.getKubernetesVersion().getGitVersion()).isEqualTo("v1.35.4");
  }

  @Test
  void isOneForAllTests(LocalApiServer server) {
    assertThat(LocalApiServer.shared()).isSameAs(server);
  }

  @Test
  void givesAKubeconfigThatWorks(LocalApiServer server) {
    try (KubernetesClient own =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.kubeconfig()))
            .build()) {
      String name = server.newNamespace("kubeconfig");
      assertThat(own.namespaces().withName(name).get()).isNotNull();
    }
  }

  @Test
  void serializesAKubeconfigFileForPrograms(LocalApiServer server)
      throws IOException, InterruptedException {
    Process kubectl =
        new ProcessBuilder(
                LocalApiServer.program("kubectl").toString(),
                "--kubeconfig=" + server.kubeconfigFile(),
                "auth",
                "whoami")
            .redirectErrorStream(true)
            .start();
    String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kubectl.waitFor()).as(output).isZero();
  }
}
