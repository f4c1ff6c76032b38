// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.proposal.Manifests;
import dev.rightsizing.git.proposal.ProposalPreview;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FolderTree;
import dev.rightsizing.patch.manifest.ManifestChanges;
import dev.rightsizing.patch.manifest.ManifestTree;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy's preview with what a real API server has; the Git server is a folder. */
class ProposeIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final KubernetesClient CLIENT = SERVER.client();

  private static final String MANIFEST =
      """
      # The shop's checkout.
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: checkout, namespace: %s}
      spec:
        template:
          spec:
            containers:
            - name: app
              image: registry.example.com/checkout:1
              resources:
                requests:
                  cpu: "1"   # as at the start
                limits: {cpu: 2}
      """;

  @TempDir Path folder;
  private String namespace;
  private final List<String> asked = new ArrayList<>();

  /** The folder as the repository of whatever URL, which keeps what it was asked with. */
  private final class Previews implements ProposalPreviews {
    @Override
    public Previewer onServer(GitSettings settings) {
      return new ProposalPreview(
              new GitRepositories() {
                @Override
                public GitRepository open(String url, Credentials credentials) {
                  asked.add(url + " " + credentials.text("password").orElse("nothing"));
                  return new CheckoutRepository(tree());
                }

                @Override
                public void clean() {
                  // There is no clone.
                }
              },
              (repository, request, credentials) -> Optional.empty(),
              ProposeIT::edits,
              Clock.systemUTC())
          ::of;
    }

    @Override
    public Previewer in(FolderTree checkout) {
      return new ProposalPreview(
              new CheckoutRepository(checkout),
              (repository, request, credentials) -> Optional.empty(),
              ProposeIT::edits,
              Clock.systemUTC())
          ::of;
    }

    private FolderTree tree() {
      try {
        return FolderTree.of(folder);
      } catch (FileTreeException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }

  private static Manifests.Edits edits(FileTree tree) {
    return placements -> new ManifestChanges().apply(ManifestTree.of(tree), placements);
  }

  @BeforeAll
  static void installTheCrds() {
    Crds.install(CLIENT);
  }

  @BeforeEach
  void aPolicyWithARecommendation() throws IOException {
    namespace = SERVER.newNamespace("propose");
    Files.writeString(folder.resolve("checkout.yaml"), MANIFEST.formatted(namespace));
    Recommendation written =
        new YAMLMapper()
            .readValue(
                Path.of("src/test/resources/review/recommendation.yaml").toFile(),
                Recommendation.class);
    written.getMetadata().setNamespace(namespace);
    written
        .getMetadata()
        .setLabels(
            Map.of(
                RecommendationNames.POLICY_LABEL,
                "shop",
                RecommendationNames.POLICY_NAMESPACE_LABEL,
                namespace));
    var status = written.getStatus();
    Recommendation made = CLIENT.resource(written).create();
    made.setStatus(status);
    CLIENT.resource(made).updateStatus();
  }

  private void policy(String git) throws IOException {
    RightSizingPolicy policy =
        new YAMLMapper()
            .readValue(
                """
                apiVersion: rightsizing.dev/v1alpha1
                kind: RightSizingPolicy
                metadata: {name: shop}
                spec:
                """
                    + git,
                RightSizingPolicy.class);
    policy.getMetadata().setNamespace(namespace);
    CLIENT.resource(policy).create();
  }

  private static final String WITHOUT_GIT = "  mode: Recommend\n";
  private static final String GIT =
      "  mode: Propose\n"
          + "  git: {repository: https://git.example.com/shop/deploy.git, authSecret: {name:"
          + " shop-git}, pullRequest: {provider: None}}\n";

  private void secret() {
    CLIENT
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("shop-git")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("password", "tok-12345")
                .build())
        .create();
  }

  private CommandRun run(String... options) {
    List<String> all = new ArrayList<>(List.of("propose"));
    Collections.addAll(all, options);
    Collections.addAll(all, "-n", namespace, "--kubeconfig", SERVER.kubeconfigFile().toString());
    return CommandRun.of(
        List.of(new ClusterClients(), new Previews(), Clock.systemUTC()),
        all.toArray(String[]::new));
  }

  @Test
  void printsDiffAndBodyOfWhatThePolicyWouldPropose() throws IOException {
    policy(GIT);
    secret();

    CommandRun run = run("shop", "--dry-run");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("--- a/checkout.yaml\n+++ b/checkout.yaml\n")
        .contains("-            cpu: \"1\"   # as at the start\n")
        .contains("+            cpu: \"219m\"   # as at the start\n")
        .contains("# Right-size Deployment/checkout of " + namespace)
        .contains("From the policy `" + namespace + "/shop`")
        .doesNotContain("tok-12345");
    assertThat(asked).containsExactly("https://git.example.com/shop/deploy.git tok-12345");
  }

  @Test
  void whatAPersonRejectedIsNotProposed() throws IOException {
    policy(GIT);
    secret();
    CLIENT
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-checkout")
        .edit(
            r -> {
              r.getSpec().setDecision(Decision.Rejected);
              return r;
            });

    CommandRun run = run("shop", "--dry-run", "-o", "diff");

    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("nothing to propose");
  }

  @Test
  void aCheckoutNeedsNeitherTheSecretNorSpecGit() throws IOException {
    policy(WITHOUT_GIT);

    CommandRun run = run("shop", "--repo", folder.toString());

    assertThat(run.out()).isEqualTo("checkout.yaml\n");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run("shop", "--repo", folder.toString()).status()).isZero();
    assertThat(asked).isEmpty();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(run("shop", "--dry-run").err()).contains("there is no RightSizingPolicy");
    policy(GIT);
    assertThat(run("shop", "--dry-run"))
        .satisfies(run -> assertThat(run.status()).isEqualTo(2))
        .satisfies(
            run -> assertThat(run.err()).contains("there is no Secret " + namespace + "/shop-git"));
  }

  @Test
  void saysThatAPolicyWithoutGitCannotBeShown() throws IOException {
    policy(WITHOUT_GIT);

    assertThat(run("shop", "--dry-run").err()).contains("has no spec.git", "--repo DIR");
  }
}
