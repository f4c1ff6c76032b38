// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitStorageSettings;
import dev.rightsizing.git.repository.JGitRepositories;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.testkit.GiteaServer;
import dev.rightsizing.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a request on a real Gitea, with a real clone and real manifests. */
class ProposalLifeIT {
  private static final String OWNER = "shop";
  private static final String FILE = "apps/checkout.yaml";
  private static final String MANIFEST =
      """
      # checkout
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: checkout, namespace: shop}
      spec:
        template:
          spec:
            containers:
            - name: app
              resources:
                requests: {cpu: "1"} # measured in spring
      """;
  private static final WorkloadRef CHECKOUT =
      new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "checkout");

  private static GiteaServer gitea;
  private static String token;
  private static int repositories;

  @TempDir private Path folder;
  private String name;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final Map<WorkloadRef, WorkloadProposal> remembered = new HashMap<>();
  private List<RequestProposal> requests = List.of();
  private int cluster = 1000;
  private int clones;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    gitea = GiteaServer.start(folder);
    gitea.user(OWNER);
    token = gitea.token(OWNER, "write:repository", "write:issue");
  }

  @AfterAll
  static void stop() {
    if (gitea != null) {
      gitea.close();
    }
  }

  @BeforeEach
  void create() throws Exception {
    name = "deploy-" + repositories++;
    gitea.repository(OWNER, name);
    gitea.write(OWNER, name, "main", FILE, MANIFEST);
  }

  @Test
  void aRequestIsOpenedUpdatedSharedWithAPersonMergedAndDoneWith() throws Exception {
    ProposalPass pass = operator(hosts());
    ProposalResult opened = passes(pass, 219);
    assertThat(opened.state()).as(opened.message()).isEqualTo(ProposalState.OPEN);
    assertThat(onBranch()).isEqualTo(MANIFEST.replace("\"1\"", "\"219m\""));

    passes(pass, 219);
    assertThat(commits()).isEqualTo(1);
    passes(pass, 400);
    assertThat(commits()).isEqualTo(2);
    assertThat(pulls("open")).hasSize(1);

    gitea.write(OWNER, name, branch(), "NOTES.md", "Mine\n");
    passes(pass, 600);
    assertThat(commits()).isEqualTo(4);
    assertThat(onBranch()).contains("600m");

    merge(opened);
    assertThat(passes(pass, 600).state()).isEqualTo(ProposalState.MERGED);
    assertThat(branchExists()).isFalse();
    assertThat(passes(pass, 600).state()).isEqualTo(ProposalState.MERGED);
    cluster = 600;
    assertThat(passes(pass, 600).state()).isEqualTo(ProposalState.NONE);
    assertThat(pulls("all")).hasSize(1);
  }

  @Test
  void aRequestThatAPersonClosesStaysClosedUntilTheNeedChanges() throws Exception {
    ProposalPass pass = operator(hosts());
    ProposalResult opened = passes(pass, 219);
    String number = "/pulls/" + opened.requests().get(0).number().orElseThrow();
    gitea.api(OWNER, "PATCH", "/repos/" + OWNER + "/" + name + number, Map.of("state", "closed"));

    assertThat(passes(pass, 225).state()).isEqualTo(ProposalState.CLOSED);
    assertThat(passes(pass, 400).state()).isEqualTo(ProposalState.OPEN);
    assertThat(pulls("all")).hasSize(2);
  }

  @Test
  void aConflictWithTheBaseMakesTheBranchAnew() throws Exception {
    ProposalPass pass = operator(hosts());
    passes(pass, 219);
    gitea.write(OWNER, name, "main", FILE, MANIFEST.replace("# checkout", "# check-out"));

    passes(pass, 219);

    assertThat(commits()).isEqualTo(1);
    assertThat(onBranch()).contains("# check-out").contains("219m");
    assertThat(pulls("open")).hasSize(1);
  }

  @Test
  void anOperatorThatDiesBetweenPushAndRequestIsFollowedByOneThatOpensIt() throws Exception {
    CodeHosts dying =
        (url, settings, credentials) ->
            hosts().requests(url, settings, credentials).map(ProposalLifeIT::dying);
    assertThat(passes(operator(dying), 219).state()).isEqualTo(ProposalState.BLOCKED);
    assertThat(commits()).isEqualTo(1);
    assertThat(pulls("all")).isEmpty();

    assertThat(passes(operator(hosts()), 219).state()).isEqualTo(ProposalState.OPEN);
    assertThat(commits()).isEqualTo(1);
    assertThat(pulls("all")).hasSize(1);
  }

  @Test
  void twoOperatorsKeepOneRequest() throws Exception {
    ProposalPass first = operator(hosts());
    ProposalPass second = operator(hosts());
    passes(first, 219);
    passes(second, 400);
    passes(first, 400);

    assertThat(commits()).isEqualTo(2);
    assertThat(pulls("all")).hasSize(1);
  }

  @Test
  void aProtectedBranchIsNamed() throws Exception {
    gitea.api(
        OWNER,
        "POST",
        "/repos/" + OWNER + "/" + name + "/branch_protections",
        Map.of("rule_name", "rightsizing/**", "enable_push", false));

    ProposalResult result = passes(operator(hosts()), 219);

    assertThat(result.state()).isEqualTo(ProposalState.BLOCKED);
    assertThat(result.reason()).isEqualTo(Reason.BRANCH_PROTECTED);
    assertThat(pulls("all")).isEmpty();
  }

  private ProposalPass operator(CodeHosts hosts) throws Exception {
    Path storage = Files.createDirectories(folder.resolve("clones-" + clones++));
    return new ProposalPass(
        new JGitRepositories(
            GitStorageSettings.of(storage, allowed()),
            (repository, api, credentials) -> Optional.empty(),
            clock),
        hosts,
        new IndexedManifests(),
        clock);
  }

  private RestCodeHosts hosts() {
    return new RestCodeHosts(allowed(), ApiSettings.usual(Optional.empty()), clock);
  }

  private static AllowedUrls allowed() {
    return new AllowedUrls(List.of(gitea.url() + "/**"));
  }

  /** A code host that cannot be reached when a request is to be opened. */
  private static Requests dying(Requests real) {
    return (Requests)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {Requests.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("open")) {
                throw new GitException(Reason.CODE_HOST_FAILED, "The code host answered 502.");
              }
              return method.invoke(real, arguments);
            });
  }

  private ProposalResult passes(ProposalPass pass, int millicores) {
    clock.advance(Duration.ofHours(1));
    ProposalResult result =
        pass.run(
            new ProposalOrder(
                new PolicyRef("shop", "web"),
                "uid-1",
                settings(),
                new Credentials(
                    Map.of(
                        "username",
                        OWNER.getBytes(StandardCharsets.UTF_8),
                        "password",
                        token.getBytes(StandardCharsets.UTF_8))),
                millicores == cluster
                    ? List.of()
                    : List.of(World.change(CHECKOUT, cluster, millicores)),
                Set.of(),
                Set.of(),
                List.of(),
                10,
                remembered,
                requests,
                change -> new DryRun.Accepted(),
                Optional.empty()));
    remembered.keySet().retainAll(result.workloads().keySet());
    remembered.putAll(result.workloads());
    requests = result.requests();
    return result;
  }

  private GitSettings settings() {
    return new GitSettings(
        gitea.repositoryUrl(OWNER, name),
        "main",
        "apps",
        Optional.empty(),
        new GitSettings.Request(
            GitSettings.Provider.GITEA, gitea.apiUrl(), List.of("rightsizing"), false, List.of()),
        new GitSettings.Author("rightsizing", "rightsizing@localhost"),
        GitSettings.Grouping.POLICY,
        false,
        List.of());
  }

  private static String branch() {
    return BranchName.of(new PolicyRef("shop", "web"), "uid-1", "");
  }

  private String path(String rest) {
    return "/repos/" + OWNER + "/" + name + rest;
  }

  private String onBranch() throws Exception {
    JsonNode file = gitea.api(OWNER, "GET", path("/contents/" + FILE + "?ref=" + branch()), null);
    byte[] bytes = Base64.getMimeDecoder().decode(file.get("content").asText());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Commits that the branch has and the base has not. */
  private int commits() throws Exception {
    return gitea
        .api(OWNER, "GET", path("/compare/main..." + branch()), null)
        .get("total_commits")
        .asInt();
  }

  private boolean branchExists() throws Exception {
    for (JsonNode branch : gitea.api(OWNER, "GET", path("/branches"), null)) {
      if (branch.get("name").asText().equals(branch())) {
        return true;
      }
    }
    return false;
  }

  private JsonNode pulls(String state) throws Exception {
    return gitea.api(OWNER, "GET", path("/pulls?state=" + state), null);
  }

  private void merge(ProposalResult opened) {
    gitea.merge(OWNER, OWNER + "/" + name, opened.requests().get(0).number().orElseThrow());
  }
}
