// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a real API server, through a kubeconfig file as a person has one. */
class ReviewIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final KubernetesClient CLIENT = SERVER.client();
  private static final Path KUBECONFIG = SERVER.kubeconfigFile();

  private String namespace;

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
    namespace = SERVER.newNamespace("review");
    create("recommendation.yaml");
  }

  private void create(String file) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/review", file));
    Recommendation written = new YAMLMapper().readValue(text, Recommendation.class);
    written.getMetadata().setNamespace(namespace);
    var status = written.getStatus();
    Recommendation made = CLIENT.resource(written).create();
    made.setStatus(status);
    CLIENT.resource(made).updateStatus();
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    Collections.addAll(all, "-n", namespace, "--kubeconfig", KUBECONFIG.toString());
    return CommandRun.of(List.of(new ClusterClients()), all.toArray(String[]::new));
  }

  private Recommendation checkout() {
    return CLIENT
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-checkout")
        .get();
  }

  @Test
  void explainTellsEachNumberAndWhereItComesFrom() throws IOException {
    CommandRun run = run("explain", "deployment/checkout");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    Path expected = Path.of("src/test/resources/review/explanation.txt");
    String text = run.out().replace(namespace, "NAMESPACE");
    if (Boolean.getBoolean("rightsizing.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  @Test
  void explainSaysSoWhenNothingIsComputedYet() throws IOException {
    create("uncomputed.yaml");
    CommandRun run = run("explain", "sts/ledger");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("StatefulSet/ledger", "Not computed yet");
  }

  @ParameterizedTest
  @CsvSource({"approve,Approved", "reject,Rejected"})
  void decisionIsWrittenUnderThePersonsOwnFieldManager(String command, Decision decision) {
    CommandRun run = run(command, "deployment/checkout");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "recommendation "
                + namespace
                + "/deployment-checkout: Pending -> "
                + decision
                + System.lineSeparator());
    assertThat(checkout().getSpec().getDecision()).isEqualTo(decision);
    assertThat(checkout().getMetadata().getManagedFields())
        .anySatisfy(
            entry -> {
              assertThat(entry.getManager()).isEqualTo("rightsize");
              assertThat(entry.getFieldsV1().toString()).contains("f:decision");
            });
  }

  @Test
  void decisionLeavesEverythingElseAsItIs() {
    Recommendation before = checkout();
    run("approve", "deploy/checkout");
    Recommendation after = checkout();
    assertThat(after.getSpec().getPolicy()).isEqualTo(before.getSpec().getPolicy());
    assertThat(after.getStatus()).usingRecursiveComparison().isEqualTo(before.getStatus());
  }

  @Test
  void decidingTwiceChangesNothing() {
    run("approve", "deployment/checkout");
    String version = checkout().getMetadata().getResourceVersion();
    CommandRun again = run("approve", "deployment/checkout");
    assertThat(again.out()).contains("is Approved already");
    assertThat(checkout().getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void aWrongNameAmongSeveralChangesNone() {
    CommandRun run = run("approve", "deployment/checkout", "deployment/chekcout");
    assertThat(run.status()).isEqualTo(2);
    assertThat(checkout().getSpec().decisionOrPending()).isEqualTo(Decision.Pending);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain deployment/nobody",
        "explain checkout",
        "explain pod/checkout",
        "explain deployment/",
        "explain",
        "approve",
        "patch",
        "patch deployment/checkout -o json",
        "patch deployment/checkout -o helm",
        "patch deployment/checkout --all",
        "patch --all",
        "patch deployment/checkout -d /tmp/x",
        "patch deployment/nobody",
        "explain deployment/checkout --context nobody"
      })
  void wrongUseEndsWithTwoAndOneLine(String arguments) {
    CommandRun run = run(arguments.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("rightsize: ").contains("; ");
  }

  @Test
  void aPersonWithoutRightsIsToldSoInOneLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), kubeconfigOfNobody());
    CommandRun run =
        CommandRun.of(
            List.of(new ClusterClients()),
            "approve",
            "deployment/checkout",
            "-n" + namespace,
            "--kubeconfig=" + file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("denied access", "nobody", "; ask for a role");
  }

  @Test
  void whoActsAsSomebodyWithFewerRightsHasNoMore(@TempDir Path folder) throws IOException {
    String config = Files.readString(KUBECONFIG);
    String as = config.replaceFirst("(?m)^(\\s*)user:\\s*$", "$1user:\n$1  as: nobody");
    assertThat(as).isNotEqualTo(config);
    Path file = Files.writeString(folder.resolve("config"), as);
    CommandRun run =
        CommandRun.of(
            List.of(new ClusterClients()),
            "approve",
            "deployment/checkout",
            "-n" + namespace,
            "--kubeconfig=" + file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("denied access", "\"nobody\"");
    assertThat(checkout().getSpec().decisionOrPending()).isEqualTo(Decision.Pending);
  }

  /** Of a ServiceAccount that may do nothing. */
  private String kubeconfigOfNobody() {
    CLIENT
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("nobody")
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    String token =
        CLIENT
            .serviceAccounts()
            .inNamespace(namespace)
            .withName("nobody")
            .tokenRequest()
            .getStatus()
            .getToken();
    return """
        apiVersion: v1
        kind: Config
        current-context: nobody
        contexts: [{name: nobody, context: {cluster: local, user: nobody}}]
        clusters: [{name: local, cluster: {server: '%s', insecure-skip-tls-verify: true}}]
        users: [{name: nobody, user: {token: '%s'}}]
        """
        .formatted(CLIENT.getMasterUrl(), token);
  }

  @Test
  void aServerThatIsGoneIsToldInOneLine(@TempDir Path folder) throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String config =
        Files.readString(KUBECONFIG)
            .replaceFirst("server: .*", "server: https://127.0.0.1:" + closed);
    Path file = Files.writeString(folder.resolve("config"), config);
    CommandRun run =
        CommandRun.of(
            List.of(new ClusterClients()),
            "explain",
            "deployment/checkout",
            "--kubeconfig=" + file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("cannot reach the API server", "; check --kubeconfig");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "broken", "empty"})
  void aKubeconfigThatIsNoneIsToldInOneLine(String name, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("empty"), "apiVersion: v1\nkind: Config\n");
    Files.writeString(folder.resolve("broken"), "users: [{name: me, user: {token: s3cret]");
    CommandRun run =
        CommandRun.of(
            List.of(new ClusterClients()),
            "explain",
            "deployment/checkout",
            "--kubeconfig=" + folder.resolve(name));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("rightsize: ").contains("; ").doesNotContain("s3cret");
  }

  @Test
  void patchPrintsThePatchAloneAndSaysBesideItHowToApplyIt() {
    CommandRun run = run("patch", "deployment/checkout");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo(checkout().getStatus().getPatches().getStrategicMerge());
    assertThat(run.err()).contains("patch deployment/checkout --type strategic");
  }

  /** What the fixtures' patches are for. */
  private WorkloadRef deployed() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/review/app.yaml"));
    CLIENT.resource(text.split("---")[0]).inNamespace(namespace).create();
    return new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
  }

  @Test
  void whatPatchPrintsIsTakenByTheServerInEachForm() throws IOException {
    PatchAssertion server = new PatchAssertion(SERVER);
    WorkloadRef ref = deployed();

    String strategic = run("patch", "deployment/checkout").out();
    String kustomize = run("patch", "deployment/checkout", "-o", "kustomize").out();

    JsonNode template =
        server.applies(
            ref,
            new dev.rightsizing.model.Patches(
                Optional.of(strategic), Optional.of(kustomize), Optional.empty()));
    assertThat(template.at("/spec/containers/0/resources/limits/cpu").asText()).isEqualTo("438m");
  }

  private void status(String json) {
    CLIENT
        .resource(checkout())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + json + "}");
  }

  @Test
  void whatAnotherControllerManagesIsLeftOutOfAllAndSaidBesideOne(@TempDir Path folder)
      throws IOException {
    create("rollout.yaml");
    status("{\"controller\":\"Prometheus/k8s\"}");

    CommandRun all = run("patch", "--all", "-d", folder.toString());
    CommandRun one = run("patch", "deployment/checkout");

    assertThat(all.out()).contains("rollout-canary").doesNotContain("deployment-checkout");
    assertThat(all.err()).contains("skipped", "Deployment/checkout (Prometheus/k8s)");
    assertThat(Files.readString(folder.resolve("kustomization.yaml"))).doesNotContain("checkout");
    assertThat(one.out()).contains("219m");
    assertThat(one.err()).contains("Prometheus/k8s manages this workload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: b #\\u2028c: d\\n", "a: [\\n", "a: 1\\na: 2\\n"})
  void aPatchThatParsersReadDifferentlyIsNotOffered(String text, @TempDir Path folder) {
    status("{\"patches\":{\"strategicMerge\":\"" + text + "\",\"kustomize\":\"" + text + "\"}}");

    for (CommandRun run :
        List.of(
            run("patch", "deployment/checkout"), run("patch", "--all", "-d", folder.toString()))) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("YAML parsers disagree");
    }
  }

  @Test
  void patchPrintsKustomizesEntry() {
    CommandRun run = run("patch", "deployment/checkout", "-o", "kustomize");
    assertThat(run.out()).isEqualTo(checkout().getStatus().getPatches().getKustomize());
  }

  @Test
  void patchOfARolloutIsAJsonPatchByItself() throws IOException {
    create("rollout.yaml");
    CommandRun run = run("patch", "rollout/canary");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("- op: test");
    assertThat(run.err()).contains("--type json");
  }

  @Test
  void patchesOfANamespaceAreAComponentThatKubectlBuilds(@TempDir Path folder) throws Exception {
    create("rollout.yaml");
    Path sizes = folder.resolve("sizes");
    CommandRun run = run("patch", "--all", "-d", sizes.toString());
    assertThat(run.err()).contains("under components");
    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            sizes.resolve("deployment-checkout.yaml").toString(),
            sizes.resolve("rollout-canary.yaml").toString());
    Files.copy(Path.of("src/test/resources/review/app.yaml"), folder.resolve("app.yaml"));
    Files.writeString(
        folder.resolve("kustomization.yaml"), "resources: [app.yaml]\ncomponents: [sizes]\n");
    JsonNode resources = built(folder);
    assertThat(resources.at("/containers/0/resources/requests/cpu").asText()).isEqualTo("219m");
    assertThat(resources.at("/containers/0/resources/limits/cpu").asText()).isEqualTo("438m");
    assertThat(resources.at("/containers/0/image").asText()).isEqualTo("shop/checkout:1");
  }

  /** The Deployment's pod spec as kubectl builds it. */
  private static JsonNode built(Path folder) throws IOException, InterruptedException {
    Process kubectl =
        new ProcessBuilder(
                LocalApiServer.program("kubectl").toString(), "kustomize", folder.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kubectl.waitFor()).as(text).isZero();
    for (JsonNode object :
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text).readAll()) {
      if (object.path("kind").asText().equals("Deployment")) {
        return object.at("/spec/template/spec");
      }
    }
    throw new AssertionError("no Deployment in " + text);
  }

  @Test
  void patchesOfANamespaceLeaveOutWhatAPersonRejected(@TempDir Path folder) throws IOException {
    create("rollout.yaml");
    run("reject", "deployment/checkout");
    CommandRun run = run("patch", "--all", "-d", folder.toString());
    assertThat(run.out()).contains("rollout-canary").doesNotContain("deployment-checkout");
    assertThat(run.err()).contains("1 skipped, because a person rejected");
    assertThat(Files.readString(folder.resolve("kustomization.yaml")))
        .doesNotContain("deployment-checkout");
  }

  @Test
  void patchesAreWrittenAnewButNeverOverSomebodysKustomization(@TempDir Path folder)
      throws IOException {
    assertThat(run("patch", "--all", "-d", folder.toString()).status()).isZero();
    assertThat(run("patch", "--all", "-d", folder.toString()).status()).isZero();
    Path list = Files.writeString(folder.resolve("kustomization.yaml"), "resources: [app.yaml]\n");
    CommandRun run = run("patch", "--all", "-d", folder.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(list).hasContent("resources: [app.yaml]");
  }

  @Test
  void nothingToPatchIsTold(@TempDir Path folder) {
    CLIENT
        .resource(checkout())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"patches\":null}}");
    for (CommandRun run :
        List.of(
            run("patch", "deployment/checkout"), run("patch", "--all", "-d", folder.toString()))) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines()).hasSize(1);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
