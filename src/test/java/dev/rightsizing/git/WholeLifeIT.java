// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.git.proposal.Manifests;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalPass;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.git.repository.GitStorageSettings;
import dev.rightsizing.git.repository.JGitRepositories;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.ProposedContainer.Change;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.ManifestChanges;
import dev.rightsizing.patch.manifest.ManifestTree;
import dev.rightsizing.testkit.GiteaServer;
import dev.rightsizing.testkit.git.GitProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The room as a whole, with nothing replaced: real manifests of four styles in a real repository on
 * a real Gitea, from the first request to the merge.
 */
class WholeLifeIT {
  private static final String OWNER = "team";
  private static final String PULLS = "/repos/" + OWNER + "/deploy/pulls";

  @TempDir private Path folder;
  private GiteaServer gitea;
  private Path work;
  private JGitRepositories repositories;
  private ProposalPass pass;
  private GitSettings settings;
  private Credentials credentials;

  /** What a status would remember. */
  private ProposalResult last;

  @BeforeEach
  void start() throws Exception {
    gitea = GiteaServer.start(Files.createDirectory(folder.resolve("gitea")));
    gitea.user(OWNER);
    gitea.api(OWNER, "POST", "/user/repos", Map.of("name", "deploy", "default_branch", "main"));
    String token = gitea.token(OWNER, "write:repository", "write:issue", "read:user");
    work = copy(Path.of("tests-e2e/propose"), folder.resolve("work"));
    Path nightly = work.resolve("apps/nightly.yaml");
    Files.writeString(nightly, Files.readString(nightly).replace("\n", "\r\n"));
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "The store");
    String url = gitea.repositoryUrl(OWNER, "deploy");
    git("remote", "add", "origin", url.replace("://", "://" + OWNER + ":" + token + "@"));
    git("push", "-q", "origin", "main");
    // Gitea has no requests of a repository that it takes for empty, and looks a moment later.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !gitea
                    .api(OWNER, "GET", "/repos/" + OWNER + "/deploy", null)
                    .get("empty")
                    .asBoolean());

    AllowedUrls allowed = new AllowedUrls(List.of(gitea.url() + "/" + OWNER + "/*"));
    Clock clock = Clock.systemUTC();
    RestCodeHosts hosts = new RestCodeHosts(allowed, ApiSettings.usual(Optional.empty()), clock);
    repositories =
        new JGitRepositories(
            GitStorageSettings.of(folder.resolve("clones"), allowed), hosts, clock);
    pass = new ProposalPass(repositories, hosts, WholeLifeIT::edits, clock);
    settings =
        new GitSettings(
            url,
            "main",
            "",
            Optional.of("store-git"),
            new GitSettings.Request(
                GitSettings.Provider.GITEA, "", List.of("rightsizing"), false, List.of()),
            new GitSettings.Author("rightsizing", "rightsizing@localhost"),
            GitSettings.Grouping.POLICY,
            false,
            List.of(new GitSettings.HelmValues("values/{{name}}.yaml", "resources", Map.of())));
    credentials =
        new Credentials(
            Map.of(
                "username", OWNER.getBytes(StandardCharsets.UTF_8),
                "password", token.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    if (repositories != null) {
      repositories.close();
    }
    if (gitea != null) {
      gitea.close();
    }
  }

  private static Manifests.Edits edits(FileTree tree) {
    ManifestChanges changes = new ManifestChanges();
    return placements -> changes.apply(ManifestTree.of(tree), placements);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private String git(String... arguments) {
    return GitProgram.run(work, arguments).strip();
  }

  private static ProposedChange change(
      WorkloadKind kind, String name, String container, Sizes now, Sizes to) {
    return new ProposedChange(
        new WorkloadRef("store", kind, name),
        Map.of(),
        WorkloadOwner.UNKNOWN,
        List.of(
            new ProposedContainer(
                container,
                ContainerRole.MAIN,
                List.of(
                    part(Resource.CPU, now.cpu(), to.cpu()),
                    part(Resource.MEMORY, now.memory(), to.memory())))),
        2,
        Optional.empty(),
        Confidence.Level.HIGH,
        "None",
        List.of(),
        "",
        List.of());
  }

  private record Sizes(String cpu, String memory) {}

  private static Change part(Resource resource, String now, String to) {
    return new Change(
        resource,
        Size.of(Amount.parse(resource, now), null),
        Size.of(Amount.parse(resource, to), null),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static List<ProposedChange> wanted(String cpu) {
    Sizes now = new Sizes("1", "2Gi");
    Sizes to = new Sizes(cpu, "424Mi");
    return List.of(
        change(WorkloadKind.DAEMONSET, "agent", "agent", now, to),
        change(WorkloadKind.STATEFULSET, "cart", "redis", now, to),
        change(WorkloadKind.DEPLOYMENT, "checkout", "app", now, to),
        change(
            WorkloadKind.CRONJOB,
            "nightly",
            "export",
            new Sizes("250m", "256Mi"),
            new Sizes("625m", "781Mi")),
        change(WorkloadKind.DEPLOYMENT, "search", "app", now, to),
        change(WorkloadKind.DEPLOYMENT, "web", "app", now, to),
        change(WorkloadKind.DEPLOYMENT, "twins", "left", now, to));
  }

  private ProposalResult run(List<ProposedChange> wanted) {
    last =
        pass.run(
            new ProposalOrder(
                new PolicyRef("store", "store"),
                "uid-of-a-test",
                settings,
                credentials,
                wanted,
                Set.of(),
                Set.of(),
                List.of(),
                10,
                last == null ? Map.of() : last.workloads(),
                last == null ? List.of() : last.requests(),
                change -> new DryRun.Accepted(),
                Optional.empty()));
    return last;
  }

  private RequestProposal request() {
    return last.requests().get(0);
  }

  private int pulls() throws Exception {
    return gitea.api(OWNER, "GET", PULLS + "?state=all", null).size();
  }

  private List<String> lines(String from, String to) {
    return git("diff", "-U0", from, to)
        .lines()
        .filter(line -> line.matches("[-+][^-+].*"))
        .toList();
  }

  @Test
  void aRequestIsOpenedKeptUpdatedUnderAPersonsCommitMergedAndDoneWith() throws Exception {
    run(wanted("185m"));
    assertThat(last.state()).as(last.message()).isEqualTo(ProposalState.OPEN);
    String branch = "origin/" + request().branch();
    String first = request().commit().orElseThrow();
    git("fetch", "-q", "origin");

    assertThat(git("rev-parse", branch)).isEqualTo(first);
    assertThat(git("rev-list", "--count", "main.." + branch)).isEqualTo("1");
    assertThat(git("diff", "--name-only", "main", branch).split("\n"))
        .containsExactly(
            "apps/agent.yaml",
            "apps/cart.yaml",
            "apps/checkout.yaml",
            "apps/nightly.yaml",
            "search/prod/size.yaml",
            "values/web.yaml");
    assertThat(lines("main", branch)).allMatch(line -> line.matches(".*(cpu|memory).*"));
    assertThat(GitProgram.run(work, "show", branch + ":apps/nightly.yaml"))
        .contains("cpu: 625m\r\n")
        .doesNotContainPattern("[^\\r]\\n");

    String body =
        gitea
            .api(OWNER, "GET", PULLS + "/" + request().number().orElseThrow(), null)
            .get("body")
            .asText();
    assertThat(body).contains("checkout", "nightly", "twins");

    run(wanted("185m"));
    assertThat(request().commit()).contains(first);
    assertThat(pulls()).isEqualTo(1);

    run(wanted("300m"));
    String second = request().commit().orElseThrow();
    assertThat(second).isNotEqualTo(first);
    assertThat(pulls()).isEqualTo(1);

    git("fetch", "-q", "origin");
    git("checkout", "-q", "-B", "review", branch);
    Files.writeString(work.resolve("REVIEW.md"), "Reviewed by Anna.\n");
    git("add", "-A");
    git("commit", "-q", "-m", "Say who has reviewed it");
    git("push", "-q", "origin", "review:" + request().branch());
    String persons = git("rev-parse", "review");
    run(wanted("450m"));
    git("fetch", "-q", "origin");
    assertThat(last.state()).as(last.message()).isEqualTo(ProposalState.OPEN);
    assertThat(git("rev-parse", branch)).isNotEqualTo(persons);
    git("merge-base", "--is-ancestor", persons, branch);
    assertThat(pulls()).isEqualTo(1);

    gitea.merge(OWNER, OWNER + "/deploy", request().number().orElseThrow());
    run(wanted("450m"));
    assertThat(last.state()).as(last.message()).isEqualTo(ProposalState.MERGED);
    assertThat(git("ls-remote", "--heads", "origin").lines()).hasSize(1);
    run(wanted("450m"));
    assertThat(last.state()).as(last.message()).isEqualTo(ProposalState.MERGED);
    run(List.of());
    assertThat(last.state()).as(last.message()).isEqualTo(ProposalState.NONE);
    assertThat(pulls()).isEqualTo(1);
  }
}
