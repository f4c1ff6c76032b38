// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T13:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private RecommendationServer server;
  private Path kubeconfig;

  @BeforeEach
  void start() throws IOException {
    server = new RecommendationServer();
    kubeconfig = server.kubeconfig(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--kubeconfig");
    all.add(kubeconfig.toString());
    return CommandRun.of(List.of(new ClusterClients(), CLOCK), all.toArray(String[]::new));
  }

  private void three() {
    server.holds(
        List.of(
            RecommendationServer.object("small", "shop", 9, "None", ""),
            RecommendationServer.object("large", "shop", 100, "Warning", ""),
            RecommendationServer.object("other", "books", 20, "Emergency", "")));
  }

  @Test
  void sortsSavingsAsNumbers() {
    three();

    CommandRun run = run("list", "-A");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsExactly(
            "NAMESPACE  TARGET            CPU      MEMORY      SAVING      RISK       CONFIDENCE  READY  AGE",
            "shop       Deployment/large  1->219m  256Mi->2Gi  100.50 USD  Warning    High        True   3h",
            "books      Deployment/other  1->219m  256Mi->2Gi  20.50 USD   Emergency  High        True   3h",
            "shop       Deployment/small  1->219m  256Mi->2Gi  9.50 USD    None       High        True   3h");
  }

  @ParameterizedTest
  @CsvSource({
    "saving,deployment-large deployment-other deployment-small",
    "RISK,deployment-other deployment-large deployment-small",
    "name,deployment-other deployment-large deployment-small"
  })
  void sortsByWhatIsAskedFor(String column, String expected) {
    three();

    CommandRun run = run("list", "-A", "--sort-by", column, "-o", "name");

    assertThat(run.out().lines())
        .containsExactly(
            expected
                .replaceFirst("^", "recommendation.rightsizing.dev/")
                .replace(" ", " recommendation.rightsizing.dev/")
                .split(" "));
  }

  @Test
  void asksForTheNamespaceAndTheLabels() {
    three();

    run("list", "-l", "rightsizing.dev/policy=shop", "-o", "wide");

    assertThat(server.lists)
        .singleElement()
        .asString()
        .startsWith("/apis/rightsizing.dev/v1alpha1/namespaces/shop/recommendations?")
        .contains("labelSelector=rightsizing.dev/policy=shop", "limit=500");
  }

  @Test
  void writesWholeObjectsAsJsonAndYamlWithoutManagedFields() throws IOException {
    three();

    JsonNode json = new ObjectMapper().readTree(run("list", "-A", "-o", "json").out());
    JsonNode yaml = new YAMLMapper().readTree(run("list", "-A", "-o", "yaml").out());

    assertThat(json).isEqualTo(yaml);
    assertThat(json.at("/kind").asText()).isEqualTo("List");
    assertThat(json.at("/items")).hasSize(3);
    assertThat(json.at("/items/1/status/savings/monthly").asText()).isEqualTo("100.50");
    assertThat(json.at("/items/1/metadata/managedFields").isMissingNode()).isTrue();
  }

  @Test
  void writesTheFieldsThatATemplateNames() {
    three();

    CommandRun run =
        run(
            "list",
            "-A",
            "-o",
            "jsonpath={range .items[*]}{.metadata.name} {.status.savings.monthly}{\"\\n\"}{end}");

    assertThat(run.out())
        .isEqualTo("deployment-small 9.50\ndeployment-large 100.50\ndeployment-other 20.50\n");
  }

  @Test
  void saysWhereThereIsNothingAndWhatToDo() {
    CommandRun run = run("list");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "rightsize: there are no Recommendations in namespace shop; try -A, or create a"
                + " RightSizingPolicy, see samples/policy.yaml\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-o;custom-columns=A:.a|is not a format; use table, wide, name, json, yaml or jsonpath",
        "-o;jsonpath=.items|there is no path in '.items'; write it in braces",
        "-w;-o;json|--watch goes with -o table or wide",
        "-A;-n;shop|-n and -A cannot be combined",
        "--sort-by;size|expected one of",
        "-n;a_b|is not the name of a namespace"
      })
  void refusesWrongUseInOneLine(String arguments, String said) {
    List<String> all = new ArrayList<>(List.of("list"));
    all.addAll(List.of(arguments.split(";")));

    CommandRun run = run(all.toArray(String[]::new));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).startsWith("rightsize: ").contains(said);
  }

  @Test
  void saysThatTheCrdsAreNotInstalled() {
    server.status = 404;

    assertThat(run("list", "-A").err())
        .isEqualTo(
            "rightsize: the cluster has no CRD for Recommendations; install the operator, or use"
                + " \"rightsize report\", which needs none\n");
  }

  @Test
  void coloursAreShownOnlyWhereTheyAreWanted() {
    three();

    assertThat(run("list", "-A").out()).doesNotContain("\u001b");
    assertThat(run("list", "-A", "--color", "never").out()).doesNotContain("\u001b");
    assertThat(run("list", "-A", "--color=always").out())
        .contains("\u001b[1mNAMESPACE\u001b[0m", "\u001b[33mWarning\u001b[0m");
    assertThat(run("--color=always", "list", "-A").out()).contains("\u001b[32mNone\u001b[0m");
  }

  @ParameterizedTest
  @CsvSource({"list", "top"})
  void escapeSequencesOfTheClusterDoNotReachTheTerminal(String command) {
    String hostile = "a\\u001b[2Jb\\u009b31mc\\u202ed\\nX";
    server.holds(
        List.of(
            RecommendationServer.object(hostile, "shop", 1, "Warning", "")
                .replace("\"name\":\"app\"", "\"name\":\"" + hostile + "\"")
                .replace("\"currency\":\"USD\"", "\"currency\":\"" + hostile + "\"")));

    CommandRun run = run(command, "-A");

    assertThat(run.out().replace("\n", "")).doesNotMatch(".*[\\p{Cc}\\p{Cf}].*");
    assertThat(run.out()).contains("a\uFFFD[2Jb\uFFFD31mc\uFFFDd X");
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run(command, "-A", "--color=always").out())
        .doesNotContain("\u001b[2J", "\u009b", "\u202e");
  }

  @Test
  void namesOfHostileObjectsAreMadeHarmless() {
    server.holds(List.of(RecommendationServer.object("a\\u001b[2Jb", "shop", 1, "Warning", "")));

    assertThat(run("list", "-A", "-o", "name").out()).doesNotContain("\u001b");
    assertThat(run("list", "-A", "-o", "jsonpath={.items[*].metadata.name}").out())
        .doesNotContain("\u001b");
    assertThat(run("list", "-A", "-o", "yaml").out()).doesNotContain("\u001b");
  }
}
