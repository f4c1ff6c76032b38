// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static dev.rightsizing.git.repository.Served.draft;
import static dev.rightsizing.git.repository.Served.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.CommitInfo;
import dev.rightsizing.model.Reason;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.testkit.git.BareRepository.Content;
import dev.rightsizing.testkit.git.GitHttpServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator reads and writes, against git http-backend. */
class JGitRepositoryTest {
  @TempDir Path dir;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(dir);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void headsAreTheBranchesAndTheDefaultOne() throws GitException {
    served.bare.setBranch("old", head("main"));
    GitRepository.Heads heads = served.open().heads(Duration.ZERO);
    assertThat(heads.defaultBranch()).contains("main");
    assertThat(heads.commits()).containsOnlyKeys("main", "old").containsValue(head("main"));
  }

  @Test
  void anEmptyRepositoryHasNoBranches() throws GitException {
    served.bare.deleteBranch("main");
    GitRepository.Heads heads = served.open().heads(Duration.ZERO);
    assertThat(heads.defaultBranch()).isEmpty();
    assertThat(heads.commits()).isEmpty();
  }

  @Test
  void fiftyPoliciesListAndFetchOnce() throws GitException {
    for (int policy = 0; policy < 50; policy++) {
      GitRepository repository = served.open();
      String main = repository.heads(Duration.ofSeconds(30)).commits().get("main");
      repository.fetch(Map.of("main", main));
      assertThat(repository.files(main).entries()).hasSize(2);
    }
    assertThat(served.server.requests().stream().filter(GitHttpServer.Request::lists)).hasSize(2);
  }

  @Test
  void filesOfEveryKindAreToldApart() throws Exception {
    String big = "x".repeat(5000);
    String commit =
        served.bare.commitOf(
            "main",
            Map.of(
                "link.yaml", Content.link("../../etc/passwd"),
                "lib", Content.submodule("1234567890123456789012345678901234567890"),
                "big.yaml", Content.file(big),
                "run.sh", Content.executable("#!/bin/sh\n")),
            "Kinds");
    FileTree files = served.fetched("main").files(commit);
    assertThat(files.entries())
        .extracting(FileTree.Entry::path)
        .containsExactly("apps/a.yaml", "apps/b.yaml", "big.yaml", "lib", "link.yaml", "run.sh");
    assertThat(files.entry("link.yaml").orElseThrow().type())
        .isEqualTo(FileTree.Type.SYMBOLIC_LINK);
    assertThat(files.entry("lib").orElseThrow().type()).isEqualTo(FileTree.Type.SUBMODULE);
    assertThat(files.entry("big.yaml").orElseThrow().bytes()).isGreaterThan(4096);
    FileTree.Entry a = files.entry("apps/a.yaml").orElseThrow();
    assertThat(a.bytes()).isEqualTo(5);
    assertThat(new String(files.read(a), StandardCharsets.UTF_8)).isEqualTo("a: 1\n");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> files.read(files.entry("big.yaml").orElseThrow()))
        .hasMessageContaining("big.yaml is larger than 4096 bytes");
  }

  @Test
  void aHugeFileIsNeverFetched() throws Exception {
    byte[] noise = new byte[8 << 20];
    new java.util.Random(1).nextBytes(noise);
    served.bare.commitOf("main", Map.of("film.bin", Content.bytes(noise)), "Film");
    served.fetched("main");
    assertThat(CloneNames.bytes(dir.resolve("clones"))).isLessThan(1 << 20);
  }

  @Test
  void aCommitChangesItsFilesAndKeepsTheirModes() throws Exception {
    served.bare.commitOf("main", Map.of("run.sh", Content.executable("#!/bin/sh\n")), "Script");
    GitRepository repository = served.fetched("main");
    String main = head("main");
    String made =
        repository.commit(draft(main, Map.of("run.sh", "#!/bin/bash\n", "new/c.yaml", "c: 1\n")));
    repository.push(made, "rightsizing/shop", Optional.empty(), false, List.of());
    assertThat(served.bare.changed(main, "rightsizing/shop"))
        .containsExactly("new/c.yaml", "run.sh");
    assertThat(served.bare.git("ls-tree", "rightsizing/shop", "run.sh")).startsWith("100755");
    assertThat(served.bare.git("log", "-1", "--format=%an|%ae|%cn|%cI|%B", "rightsizing/shop"))
        .startsWith("rightsizing|rightsizing@example.com|rightsizing|2026-11-20T10:00:00")
        .contains("Resize\n\nBody");
    assertThat(served.bare.git("fsck", "--strict")).doesNotContain("error");
    assertThat(repository.heads(Duration.ofHours(1)).commits())
        .containsEntry("rightsizing/shop", made);
  }

  @Test
  void theSameDraftGivesTheSameCommitAndNoChangeGivesTheParent() throws GitException {
    GitRepository repository = served.fetched("main");
    String main = head("main");
    String once = repository.commit(draft(main, Map.of("apps/a.yaml", "a: 2\n")));
    assertThat(repository.commit(draft(main, Map.of("apps/a.yaml", "a: 2\n")))).isEqualTo(once);
    assertThat(repository.commit(draft(main, Map.of("apps/a.yaml", "a: 1\n")))).isEqualTo(main);
    assertThat(repository.diff(main, once)).contains("-a: 1\n+a: 2\n", "apps/a.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/etc/x",
        "a/../../x",
        ".git/config",
        "a/.GIT/x",
        "a//b",
        "",
        "a\\b",
        "a\nb",
        "./a"
      })
  void pathsThatLeaveTheRepositoryAreRefused(String path) throws GitException {
    GitRepository repository = served.fetched("main");
    fails(() -> repository.commit(draft(head("main"), Map.of(path, "x"))), Reason.PATH_REFUSED);
  }

  @Test
  void linksAndFoldersAreNotReplaced() throws GitException {
    served.bare.commitOf("main", Map.of("link.yaml", Content.link("/etc/passwd")), "Link");
    GitRepository repository = served.fetched("main");
    for (String path : List.of("link.yaml", "apps", "apps/a.yaml/x")) {
      fails(
          () -> repository.commit(draft(head("main"), Map.of(path, "x"))),
          Reason.FILE_NOT_EDITABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "a..b", "a b", "a~1", "", "HEAD", "a.lock", "refs/for/a..b"})
  void namesThatAreNoBranchAreRefused(String branch) throws GitException {
    GitRepository repository = served.fetched("main");
    fails(
        () -> repository.push(head("main"), branch, Optional.empty(), false, List.of()),
        Reason.PATH_REFUSED);
  }

  @Test
  void historyIsFetchedAsFarAsAQuestionNeedsIt() throws GitException {
    String fork = head("main");
    served.bare.setBranch("change", fork);
    String own = served.bare.commit("change", Map.of("apps/a.yaml", "a: 2\n"), "Own");
    for (int i = 0; i < 60; i++) {
      served.bare.commit("main", Map.of("apps/b.yaml", "b: " + i + "\n"), "Other " + i);
    }
    GitRepository repository = served.fetched("main", "change");
    assertThat(repository.commitsSince(head("main"), own, 10))
        .extracting(CommitInfo::id, CommitInfo::authorEmail)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(own, "anna@example.com"));
    assertThat(repository.mergeBase(head("main"), own)).contains(fork);
    assertThat(repository.isAncestor(fork, head("main"))).isTrue();
    assertThat(repository.isAncestor(own, head("main"))).isFalse();
  }

  @Test
  void theCloneIsShallow() throws GitException {
    for (int i = 0; i < 60; i++) {
      served.bare.commit("main", Map.of("apps/b.yaml", "b: " + i + "\n"), "Other " + i);
    }
    served.fetched("main");
    Path clone = dir.resolve("clones").resolve(name());
    assertThat(clone.resolve("shallow")).exists();
  }

  @Test
  void aReplacedBaseHasNoCommonAncestor() throws GitException {
    served.bare.setBranch("change", head("main"));
    String own = served.bare.commit("change", Map.of("apps/a.yaml", "a: 2\n"), "Own");
    served.fetched("main", "change");
    served.bare.deleteBranch("main");
    String other = served.bare.commit("main", Map.of("z.yaml", "z: 1\n"), "Another root");
    GitRepository repository = served.fetched("main", "change");
    assertThat(repository.mergeBase(other, own)).isEmpty();
    assertThat(repository.files(other).entries()).hasSize(1);
  }

  @Test
  void aBranchBelowTheNameOfADeletedOneIsFetched() throws GitException {
    served.bare.setBranch("a", head("main"));
    served.fetched("a");
    served.bare.deleteBranch("a");
    served.bare.commit("a/b", Map.of("x.yaml", "x: 1\n"), "Below");
    assertThat(served.fetched("a/b").files(head("a/b")).entries()).hasSize(1);
  }

  @Test
  void aBranchThatMovesDuringTheFetchIsLookedAtAgain() throws GitException {
    GitRepository repository = served.open();
    String gone = "1234567890123456789012345678901234567890";
    fails(() -> repository.fetch(Map.of("main", gone)), Reason.BRANCH_MOVED);
  }

  @Test
  void otherCredentialsReadNothingBeforeTheServerLetsThemIn() throws GitException {
    served.server.requireLogin("anna", "right");
    GitRepository anna = served.repositories.open(served.url(), Served.login("anna", "right"));
    String main = anna.heads(Duration.ZERO).commits().get("main");
    anna.fetch(Map.of("main", main));
    GitRepository eve = served.repositories.open(served.url(), Served.login("eve", "wrong"));
    fails(() -> eve.files(main), Reason.GIT_UNAUTHORIZED);
    fails(() -> eve.fetch(Map.of("main", main)), Reason.GIT_UNAUTHORIZED);
    fails(
        () -> served.repositories.open(served.url(), Credentials.NONE).diff(main, main),
        Reason.GIT_UNAUTHORIZED);
    assertThat(anna.files(main).entries()).hasSize(2);
  }

  @Test
  void clonesThatNobodyUsesAreRemoved() throws GitException {
    served.fetched("main");
    served.repositories.clean();
    assertThat(dir.resolve("clones").resolve(name())).exists();
    served.clock.advance(Duration.ofHours(25));
    served.repositories.clean();
    assertThat(dir.resolve("clones").resolve(name())).doesNotExist();
    assertThat(served.fetched("main").files(head("main")).entries()).hasSize(2);
  }

  @Test
  void aCommitIsNotBeforeItsParent() {
    java.time.Instant now = Served.NOW;
    assertThat(CommitWriter.time(now, now.minusSeconds(5))).isEqualTo(now);
    assertThat(CommitWriter.time(now, now.plusSeconds(3600))).isEqualTo(now.plusSeconds(3600));
    assertThat(CommitWriter.time(now, now.plus(Duration.ofDays(400)))).isEqualTo(now);
  }

  private String head(String branch) {
    return served.bare.head(branch).orElseThrow();
  }

  private String name() throws GitException {
    return CloneNames.of(dev.rightsizing.git.RepositoryUrl.parse(served.url()));
  }
}
