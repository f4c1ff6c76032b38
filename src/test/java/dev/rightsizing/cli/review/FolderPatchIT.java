// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rightsize patch --in} against a real API server. */
class FolderPatchIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final KubernetesClient CLIENT = SERVER.client();
  private static final String MANIFEST =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: checkout}
      spec:
        template:
          spec:
            containers:
            - name: app # the till
              image: shop/checkout:1
              resources:
                requests: {cpu: 1}
                limits:
                  cpu: "2"
      """;

  @TempDir Path folder;
  private String namespace;
  private Recommendation checkout;

  @BeforeAll
  static void installTheCrd() throws IOException {
    CustomResourceDefinition crd =
        CLIENT
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .load(Path.of("crds/recommendations.rightsizing.dev.yaml").toFile())
            .item();
    CLIENT.resource(crd).forceConflicts().serverSideApply();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> CLIENT.resources(Recommendation.class).inAnyNamespace().list() != null);
  }

  @BeforeEach
  void inANamespaceOfItsOwn() throws IOException {
    namespace = SERVER.newNamespace("folder");
    String text = Files.readString(Path.of("src/test/resources/review/recommendation.yaml"));
    Recommendation written = new YAMLMapper().readValue(text, Recommendation.class);
    written.getMetadata().setNamespace(namespace);
    var status = written.getStatus();
    checkout = CLIENT.resource(written).create();
    checkout.setStatus(status);
    CLIENT.resource(checkout).updateStatus();
    Files.writeString(folder.resolve("checkout.yaml"), MANIFEST);
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("patch", "--in", folder.toString()));
    Collections.addAll(all, arguments);
    Collections.addAll(all, "-n", namespace, "--kubeconfig", SERVER.kubeconfigFile().toString());
    return CommandRun.of(List.of(new ClusterClients()), all.toArray(String[]::new));
  }

  @Test
  void sizesAreWrittenIntoTheManifestAndASecondRunChangesNothing() {
    CommandRun run = run();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("checkout.yaml: Deployment/checkout" + System.lineSeparator());
    String edited = MANIFEST.replace("{cpu: 1}", "{cpu: 219m}").replace("\"2\"", "\"438m\"");
    assertThat(folder.resolve("checkout.yaml")).hasContent(edited);
    CommandRun again = run();
    assertThat(again.status()).isZero();
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("nothing changes in", "219m on line", "1 in the cluster");
    assertThat(folder.resolve("checkout.yaml")).hasContent(edited);
  }

  @Test
  void dryRunPrintsTheChangeAndWritesNothing() {
    CommandRun run = run("--dry-run");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith(
            "diff --git a/checkout.yaml b/checkout.yaml\n"
                + "--- a/checkout.yaml\n"
                + "+++ b/checkout.yaml\n"
                + "@@ ")
        .contains("-          requests: {cpu: 1}\n+          requests: {cpu: 219m}\n");
    assertThat(folder.resolve("checkout.yaml")).hasContent(MANIFEST);
  }

  @Test
  void rejectedRecommendationAndMissingManifestAreReported() throws IOException {
    Files.delete(folder.resolve("checkout.yaml"));
    CommandRun missing = run();
    assertThat(missing.status()).isZero();
    assertThat(missing.err()).contains("left " + namespace + "/Deployment/checkout", "edit mark");
    checkout
        .getSpec()
        .setDecision(dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision.Rejected);
    checkout.getMetadata().setResourceVersion(null);
    CLIENT.resource(checkout).patch();
    assertThat(run().err()).contains("1 skipped, because a person rejected them");
  }

  @Test
  void wrongCombinationOfOptionsSaysWhatToGive() {
    assertThat(run("deployment/checkout").err()).contains("--in DIR");
    assertThat(run("--all").status()).isEqualTo(2);
  }
}
