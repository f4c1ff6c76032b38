// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.model.apply.RequestAnnotations;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(crud = true, https = false)
class ApplyCommandsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T13:00:00Z");
  private static final String SIZED =
      """
      containers:
      - name: app
        cpu: {current: {request: "1", limit: "2"}, recommended: {request: 500m, limit: 1}}
        memory: {current: {request: 1Gi, limit: 1Gi}, recommended: {request: 1Gi, limit: 2Gi}}
      """;
  private static final String HELD =
      """
      apply:
        state: Held
        reason: CoolingDown
        message: The last change is too recent.
        next: [{name: app, cpu: {request: 700m, limit: 1400m, from: {request: "1", limit: "2"}}}]
        history:
        - at: "2026-03-03T13:00:00Z"
          container: app
          sizes: [{name: app, cpu: {request: "1", limit: "2", from: {request: "2", limit: "4"}}}]
          reason: Applied
          message: it went well
          by: policy
          outcome: Applied
        - {at: "2026-03-01T13:00:00Z", container: app, from: cpu 4, to: cpu 2, reason: CrashLoop, by: rightsizing.dev/apply-once, outcome: Undone}
      """;

  KubernetesClient client;

  @TempDir Path folder;
  private Path kubeconfig;
  private Changes cluster;

  @BeforeEach
  void cluster() throws IOException {
    cluster = new Changes(client, "shop");
    kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: local
            contexts: [{name: local, context: {cluster: local, user: me, namespace: shop}}]
            clusters: [{name: local, cluster: {server: "%s"}}]
            users: [{name: me, user: {token: none}}]
            """
                .formatted(client.getMasterUrl()));
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--kubeconfig=" + kubeconfig);
    return CommandRun.of(
        List.of(new ClusterClients(), Clock.fixed(NOW, ZoneOffset.UTC)),
        all.toArray(String[]::new));
  }

  @Test
  void diffPrintsEachQuantityThatDiffersWithTheNextStepAndTheGoal() {
    cluster.recommendation("checkout", SIZED + HELD);

    CommandRun run = run("diff");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "NAMESPACE|TARGET|CONTAINER|SIZE|RUNS|NEXT|GOAL|STATE",
            "shop|Deployment/checkout|app|cpu request|1|700m|500m|Held (CoolingDown)",
            "shop|Deployment/checkout|app|cpu limit|2|1400m|1|Held (CoolingDown)",
            "shop|Deployment/checkout|app|memory limit|1Gi|-|2Gi|Held (CoolingDown)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "yaml"})
  void diffIsDataForPrograms(String format) throws IOException {
    cluster.recommendation("checkout", SIZED);

    CommandRun run = run("diff", "deploy/checkout", "-o", format);

    JsonNode rows = new YAMLMapper().readTree(run.out());
    assertThat(rows).hasSize(3);
    assertThat(rows.at("/0/field").asText()).isEqualTo("request");
    assertThat(rows.at("/0/running").asText()).isEqualTo("1");
    assertThat(rows.at("/0/goal").asText()).isEqualTo("500m");
    assertThat(rows.at("/0/state").isMissingNode()).isTrue();
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void diffShowsWhatIsUnderWayInPlaceOfTheNextStep() {
    cluster.recommendation(
        "checkout",
        SIZED
            + """
              apply:
                state: Applying
                reason: Applying
                flight: {phase: Canary, sizes: [{name: app, cpu: {request: 800m, limit: 1600m}}]}
              """);

    assertThat(run("diff").out()).contains("800m", "1600m", "Applying (Applying)");
  }

  @Test
  void diffEndsWithZeroWhereNothingDiffers() {
    cluster.recommendation(
        "checkout", SIZED.replace("500m, limit: 1}", "\"1\", limit: \"2\"}").replace("2Gi", "1Gi"));
    cluster.recommendation("search", "");

    CommandRun run = run("diff");

    assertThat(run).isEqualTo(new CommandRun(0, "", ""));
  }

  @Test
  void historyHasTheNewestFirstOfAllWorkloads() {
    cluster.recommendation("checkout", HELD);
    cluster.recommendation(
        "search",
        "apply: {state: Applied, history: [{at: \"2026-03-02T13:00:00Z\", container: app, from: cpu"
            + " 1, to: cpu 2, reason: Applied, by: policy, outcome: Failed}]}");

    CommandRun run = run("history", "-A");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "WHEN|NAMESPACE|WORKLOAD|CHANGE|WHY|BY|OUTCOME",
            "2026-03-03T13:00:00Z|shop|Deployment/checkout|app: cpu request 2 -> 1, limit 4 ->"
                + " 2|Applied|policy|Applied",
            "2026-03-02T13:00:00Z|shop|Deployment/search|app cpu 1 -> cpu 2|Applied|policy|Failed",
            "2026-03-01T13:00:00Z|shop|Deployment/checkout|app cpu 4 -> cpu 2|CrashLoop|a"
                + " person (apply-once)|Undone");
  }

  @Test
  void historySaysWhereNothingWasChanged() {
    cluster.recommendation("checkout", SIZED);

    CommandRun run = run("history");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no change was made yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Watching;Watching;0",
        "Applied;Applied;0",
        "Held;NothingToApply;0",
        "Held;QuotaFull;1",
        "Undone;CrashLoop;1",
        "GivenUp;GivenUp;1",
        "OwnedByOther;RevertedByOwner;1",
        "Ready;DryRunOnly;1"
      })
  void applyOnceWaitsForTheEnd(String state, String reason, int status) {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", SIZED);
    var operator =
        cluster.answers(
            RequestAnnotations.APPLY_ONCE,
            "{state: Applying, reason: Applying, message: On its way., asked: ASKED, flight:"
                + " {phase: Canary}}",
            "{state: "
                + state
                + ", reason: "
                + reason
                + ", message: The end., asked: ASKED, verdicts: [{guard: Quota, result: Hold,"
                + " reason: QuotaFull, message: No room., until: \"2026-03-05T00:00:00Z\"}]}");

    CommandRun run = run("apply", "--once", "deployment/checkout");

    operator.join();
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.out())
        .startsWith("recommendation shop/deployment-checkout: asked at 2026-03-04T13:00:00Z\n")
        .contains("Deployment/checkout: " + state + " (" + reason + "): The end.");
    assertThat(run.out().contains("Quota: Hold (QuotaFull): No room. Until 2026-03-05"))
        .isEqualTo(status != 0);
    assertThat(cluster.checkout().getMetadata().getAnnotations())
        .containsOnlyKeys(RequestAnnotations.APPLY_ONCE);
  }

  @Test
  void aRequestIsLaterThanEveryEarlierOneThoughTheClockIsBehind() {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", "apply: {state: Held, asked: \"2026-03-04T13:05:00Z\"}");

    CommandRun run = run("apply", "--once", "deployment/checkout", "--no-wait");

    assertThat(run.status()).isZero();
    assertThat(cluster.checkout().getMetadata().getAnnotations())
        .containsEntry(RequestAnnotations.APPLY_ONCE, "2026-03-04T13:05:01Z");
  }

  @Test
  void aStateOfBeforeTheRequestIsNoAnswer() {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", "apply: {state: Applied, asked: \"2026-03-04T12:00:00Z\"}");

    CommandRun run = run("apply", "--once", "deployment/checkout", "--timeout=1s");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("no operator has answered within 1s; check", "apply.enabled", "namespace shop");
  }

  @Test
  void whatIsHeldForTheSameReasonAsBeforeIsNoOperatorThatIsAway() {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation(
        "checkout",
        "apply: {state: Held, reason: QuotaFull, message: No room., verdicts: [{guard: Quota,"
            + " result: Hold, reason: QuotaFull, message: 200m are missing.}]}");

    CommandRun run = run("apply", "--once", "deployment/checkout", "--timeout=1s");

    assertThat(run.status()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("Held (QuotaFull): No room.", "200m are missing", "stays for an hour");
  }

  @Test
  void whatIsHeldForAnotherReasonThanBeforeEndsTheWait() {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", "apply: {state: Held, reason: NotApproved}");
    var operator =
        cluster.answers(
            RequestAnnotations.APPLY_ONCE, "{state: Held, reason: QuotaFull, message: No room.}");

    CommandRun run = run("apply", "--once", "deployment/checkout");

    operator.join();
    assertThat(run.status()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("Held (QuotaFull): No room.");
  }

  @Test
  void aChangeThatTakesLongerThanTheTimeoutGoesOnWithoutThePerson() {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", SIZED);
    var operator =
        cluster.answers(
            RequestAnnotations.APPLY_ONCE, "{state: Applying, reason: Applying, asked: ASKED}");

    CommandRun run = run("apply", "--once", "deployment/checkout", "--timeout=2s");

    operator.join();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("not finished within 2s; the operator goes on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{mode: Recommend};has spec.mode Recommend, so the operator changes no workload; set it",
        "{mode: Propose};has spec.mode Propose",
        "{mode: Apply, suspend: true};is suspended",
        "'';policy shop/shop of this Recommendation does not exist"
      })
  void applyOnceSaysWhyItCanNeverHappen(String policy, String expected) {
    if (!policy.isEmpty()) {
      cluster.policy(policy);
    }
    cluster.recommendation("checkout", SIZED);

    CommandRun run = run("apply", "--once", "deployment/checkout");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains(expected);
    assertThat(cluster.checkout().getMetadata().getAnnotations()).isNullOrEmpty();
  }

  @Test
  void applyOnceSaysAtOnceThatTheOperatorMayNotApply() {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.policyStatus(
        "conditions: [{type: Applied, status: \"False\", reason: ApplyDisabled, message: No.}]");
    cluster.recommendation("checkout", SIZED);

    CommandRun run = run("apply", "--once", "deployment/checkout");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("the operator of policy shop/shop changes no workload; an");
    assertThat(cluster.checkout().getMetadata().getAnnotations()).isNullOrEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Undone,0", "Watching,1", "Held,1"})
  void undoWaitsForThePreviousSizes(String state, int status) {
    cluster.recommendation("checkout", HELD);
    var operator =
        cluster.answers(
            RequestAnnotations.UNDO,
            "{state: " + state + ", reason: UndoRequested, message: So it is., asked: ASKED}");

    CommandRun run = run("undo", "deployment/checkout");

    operator.join();
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.out()).contains(state + " (UndoRequested): So it is.");
  }

  @Test
  void undoOfWhatWasNeverChangedIsRefused() {
    cluster.recommendation("checkout", SIZED);

    CommandRun run = run("undo", "deployment/checkout");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("was never changed by the operator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployment/checkout", "--policy=shop"})
  void pauseIsWrittenOnce(String what) {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", SIZED);

    assertThat(run("pause", what).out()).endsWith(": paused\n");
    assertThat(run("pause", what).out()).endsWith(": is paused already\n");
    assertThat(run("resume", what).out()).endsWith(": resumed\n");
    assertThat(run("pause", what).out()).endsWith(": paused\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apply deployment/checkout",
        "apply --once",
        "apply --once checkout",
        "apply --once deployment/nobody",
        "apply --once deployment/checkout --timeout soon",
        "undo",
        "undo deployment/nobody",
        "diff checkout",
        "diff deployment/checkout -A",
        "diff deployment/checkout -l a=b",
        "diff -o csv",
        "history deployment/nobody",
        "pause",
        "pause deployment/checkout --policy shop",
        "pause deployment/checkout deployment/nobody",
        "pause --policy nobody",
        "resume",
        "resume deployment/nobody"
      })
  void wrongUseEndsWithTwoAndOneLineAndChangesNothing(String line) {
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", SIZED);

    CommandRun run = run(line.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("rightsize: ")
        .contains("; ");
    assertThat(cluster.checkout().getMetadata().getAnnotations()).isNullOrEmpty();
  }
}
