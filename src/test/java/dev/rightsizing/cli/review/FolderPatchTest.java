// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.CommandException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPatchTest {
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
  private static final String EDITED =
      MANIFEST.replace("{cpu: 1}", "{cpu: 219m}").replace("\"2\"", "\"438m\"");

  @TempDir Path folder;
  private Recommendation checkout;
  private final StringWriter printed = new StringWriter();
  private final PrintWriter out = new PrintWriter(printed);

  @BeforeEach
  void readTheRecommendation() throws Exception {
    String text = Files.readString(Path.of("src/test/resources/review/recommendation.yaml"));
    checkout = new YAMLMapper().readValue(text, Recommendation.class);
    checkout.getMetadata().setNamespace("shop");
    Files.writeString(folder.resolve("checkout.yaml"), MANIFEST);
  }

  private FolderPatch.Outcome outcome() throws CommandException {
    return new FolderPatch(folder, recommendation -> Optional.empty()).of(List.of(checkout));
  }

  @Test
  void sizesAreWrittenAndASecondRunChangesNothing() throws Exception {
    outcome().write(out);
    assertThat(printed).hasToString("checkout.yaml: Deployment/checkout" + System.lineSeparator());
    assertThat(folder.resolve("checkout.yaml")).hasContent(EDITED);
    assertThat(outcome().changed().files()).isEmpty();
    assertThat(outcome().remarks())
        .singleElement()
        .asString()
        .contains("219m on line 11 and 1 in the cluster");
  }

  @Test
  void dryRunPrintsTheChangeAndWritesNothing() throws Exception {
    outcome().diff(out);
    assertThat(printed.toString())
        .startsWith("diff --git a/checkout.yaml b/checkout.yaml\n--- a/checkout.yaml\n")
        .contains("-          requests: {cpu: 1}\n+          requests: {cpu: 219m}\n");
    assertThat(folder.resolve("checkout.yaml")).hasContent(MANIFEST);
  }

  @Test
  void rejectedRecommendationIsLeftOut() throws Exception {
    checkout.getSpec().setDecision(Decision.Rejected);
    assertThat(outcome().changed().files()).isEmpty();
    assertThat(outcome().remarks()).containsExactly("1 skipped, because a person rejected them");
  }

  @Test
  void missingManifestAndMissingFolderAreSaid() throws Exception {
    Files.delete(folder.resolve("checkout.yaml"));
    assertThat(outcome().remarks())
        .singleElement()
        .asString()
        .startsWith("left shop/Deployment/checkout: no manifest of");
    assertThatThrownBy(
            () -> new FolderPatch(folder.resolve("none"), r -> Optional.empty()).of(List.of()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("check --in");
  }
}
