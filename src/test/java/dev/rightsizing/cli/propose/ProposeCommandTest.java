// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.cli.Evaluations;
import dev.rightsizing.cli.report.FakeReportEngine;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.git.proposal.ProposalPreview;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.patch.manifest.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command without an operator, over a folder; no API server is there to be asked. */
class ProposeCommandTest {
  private static final String CHECKOUT =
      """
      # kept
      app cpu requests: 1
      app cpu limits: 2
      proxy cpu requests: 100m
      """;

  @TempDir Path folder;
  private Path kubeconfig;

  @BeforeEach
  void checkOut() throws IOException {
    Files.writeString(folder.resolve("checkout.txt"), CHECKOUT);
    kubeconfig =
        Files.writeString(
            folder.resolve(".kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: none
            contexts: [{name: none, context: {cluster: none, user: none, namespace: shop}}]
            clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: none, user: {token: none}}]
            """);
  }

  /** Previews of a folder with manifests of the simplest kind. */
  static final class Previews implements ProposalPreviews {
    @Override
    public Previewer onServer(GitSettings settings) {
      throw new IllegalStateException("no server is asked");
    }

    @Override
    public Previewer in(FolderTree checkout) {
      return new ProposalPreview(
              new CheckoutRepository(checkout),
              (repository, request, credentials) -> Optional.empty(),
              new ReplacedQuantities(),
              Clock.systemUTC())
          ::of;
    }
  }

  private CommandRun run(Evaluation evaluation, String... options) {
    List<String> arguments = new ArrayList<>(List.of("propose"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    return CommandRun.of(
        List.of(
            new ClusterClients(),
            FakeReportEngine.answering(evaluation),
            new Previews(),
            Clock.systemUTC()),
        arguments.toArray(String[]::new));
  }

  @Test
  void aDryRunPrintsTheDiffAndLeavesTheFilesAsTheyAre() throws IOException {
    CommandRun run =
        run(Evaluations.shop(), "--repo", folder.toString(), "--dry-run", "-o", "diff");

    assertThat(run.err())
        .contains("shop/StatefulSet/ledger stays as it is: there is no ledger.txt");
    assertThat(run.out())
        .isEqualTo(
            """
            diff --git a/checkout.txt b/checkout.txt
            --- a/checkout.txt
            +++ b/checkout.txt
            @@ -1,4 +1,4 @@
             # kept
            -app cpu requests: 1
            -app cpu limits: 2
            -proxy cpu requests: 100m
            +app cpu requests: 219m
            +app cpu limits: 438m
            +proxy cpu requests: 84m
            """);
    assertThat(run.status()).isEqualTo(1);
    assertThat(folder.resolve("checkout.txt")).hasContent(CHECKOUT);
  }

  @Test
  void withoutADryRunTheFilesAreEditedAndASecondRunChangesNothing() throws IOException {
    CommandRun first = run(Evaluations.shop(), "--repo", folder.toString());

    assertThat(first.out()).isEqualTo("checkout.txt\n");
    assertThat(first.status()).isEqualTo(1);
    assertThat(folder.resolve("checkout.txt"))
        .content()
        .contains("# kept\napp cpu requests: 219m\n");

    CommandRun second = run(Evaluations.shop(), "--repo", folder.toString());

    assertThat(second.status()).isZero();
    assertThat(second.out()).isEmpty();
    assertThat(second.err()).contains("nothing to propose");
  }

  @Test
  void theBodyIsWhatARequestWouldSay() {
    CommandRun run =
        run(Evaluations.shop(), "--repo", folder.toString(), "--dry-run", "-o", "body");

    assertThat(run.out())
        .startsWith("# Right-size Deployment/checkout of shop")
        .contains("| Workload | CPU | Memory |")
        .contains("Evaluated on the command line, without a policy")
        .doesNotContain("diff --git");
  }

  @ParameterizedTest
  @CsvSource({
    "'', give POLICY with --dry-run",
    "'--dry-run', give POLICY with --dry-run",
    "'shop', the operator opens requests",
    "'shop --repo FOLDER --path apps', --path is spec.git.path",
    "'shop --dry-run -A', give one namespace with -n",
    "'shop --repo FOLDER -l tier=web', give one namespace with -n",
    "'--repo FOLDER/none --dry-run', check --repo",
    "'--repo FOLDER -o xml', -o"
  })
  void wrongUseEndsWithStatusTwoAndSaysWhatToDo(String options, String advice) {
    String given = options.replace("FOLDER", folder.toString());
    CommandRun run = run(Evaluations.shop(), given.isEmpty() ? new String[0] : given.split(" "));

    assertThat(run.err()).contains(advice).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void withoutEnoughUsageNothingIsEdited() {
    CommandRun run = run(Evaluations.unjudged(), "--repo", folder.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("enough usage");
  }
}
