// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and gets of a workload whose size goes with an autoscaler's target. */
class AutoscaledReviewIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final KubernetesClient CLIENT = SERVER.client();
  private static final Path FILES = Path.of("src/test/resources/review");

  private String namespace;

  @BeforeEach
  void recommend() throws IOException {
    Crds.install(CLIENT);
    namespace = SERVER.newNamespace("review");
    Recommendation written =
        new YAMLMapper()
            .readValue(Files.readString(FILES.resolve("autoscaled.yaml")), Recommendation.class);
    written.getMetadata().setNamespace(namespace);
    var status = written.getStatus();
    Recommendation made = CLIENT.resource(written).create();
    made.setStatus(status);
    CLIENT.resource(made).updateStatus();
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    Collections.addAll(all, "-n", namespace, "--kubeconfig", SERVER.kubeconfigFile().toString());
    return CommandRun.of(List.of(new ClusterClients()), all.toArray(String[]::new));
  }

  @Test
  void explainNamesTheAutoscalerTheControllerAndTheMeanReplicas() {
    CommandRun run = run("explain", "deployment/web");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("otherwise request 345Mi, limit none")
        .contains("over 2.4 replicas (mean of 7d; 5 now)")
        .contains("autoscaler  ScalePoint: HorizontalPodAutoscaler/web scales on cpu at 50 %")
        .contains("autoscaler  HorizontalPodAutoscaler/web runs 2 to 20 pods by External metric")
        .contains("controller  Shop/main");
  }

  @Test
  void thePatchCarriesTheAutoscalersBesideIt() throws IOException {
    CommandRun run = run("patch", "deployment/web");

    assertThat(run.out().lines())
        .startsWith(
            "# HorizontalPodAutoscaler/web scales on cpu at 50 % of the request, so set it to 83 %",
            "# kubectl -n "
                + namespace
                + " patch horizontalpodautoscaler/web --type json --patch-file FILE, with in FILE:",
            "#   - op: test")
        .contains("#     value: 83");
    // It is still one patch of the workload.
    JsonNode patch = new YAMLMapper().readTree(run.out());
    assertThat(patch.at("/kind").asText()).isEqualTo("Deployment");
  }

  @Test
  void aComponentChangesBothOrNeither(@TempDir Path folder) throws Exception {
    // What a controller owns is left out of a component, so this one is owned by nobody.
    CLIENT
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-web")
        .editStatus(
            r -> {
              r.getStatus().setController(null);
              return r;
            });
    CommandRun run = run("patch", "--all", "-d", folder.resolve("sizes").toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("deployment-web-autoscaler-cpu.yaml");
    Files.copy(FILES.resolve("autoscaled-app.yaml"), folder.resolve("app.yaml"));
    Files.writeString(
        folder.resolve("kustomization.yaml"), "resources: [app.yaml]\ncomponents: [sizes]\n");

    String built = built(folder);

    assertThat(built).contains("cpu: 600m").contains("averageUtilization: 83");
  }

  private static String built(Path folder) throws IOException, InterruptedException {
    Process kubectl =
        new ProcessBuilder(
                LocalApiServer.program("kubectl").toString(), "kustomize", folder.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kubectl.waitFor()).as(text).isZero();
    return text;
  }
}
