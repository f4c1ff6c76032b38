// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed git talks with both servers as with any other. */
class GitServersTest {
  @TempDir Path dir;
  private BareRepository repository;

  @BeforeEach
  void seed() throws IOException {
    repository = BareRepository.create(Files.createDirectory(dir.resolve("root")), "shop/deploy");
    repository.commit("main", Map.of("a.yaml", "a: 1\n"), "First");
  }

  @Test
  void aCloneAndAPushByHttpWork() {
    try (GitHttpServer server = GitHttpServer.start(dir.resolve("root"))) {
      GitProgram.run(dir, "clone", "-q", server.url("shop/deploy"), "work");
      cloneThenPush(dir.resolve("work"));
      assertThat(server.requests()).anyMatch(GitHttpServer.Request::pushes);
    }
  }

  @Test
  void aProtectedBranchTakesNoPush() {
    repository.protectLikeGitHub("main");
    try (GitHttpServer server = GitHttpServer.start(dir.resolve("root"))) {
      GitProgram.run(dir, "clone", "-q", server.url("shop/deploy"), "work");
      assertThatThrownBy(() -> cloneThenPush(dir.resolve("work"))).hasMessageContaining("GH006");
    }
  }

  @Test
  void anUnknownLoginIsAnswered401() {
    try (GitHttpServer server = GitHttpServer.start(dir.resolve("root"))) {
      server.requireLogin("anna", "secret");
      assertThatThrownBy(
              () -> GitProgram.run(dir, "clone", "-q", server.url("shop/deploy"), "work"))
          .hasMessageContaining("could not read Username");
      String url = server.url("shop/deploy").replace("://", "://anna:secret@");
      GitProgram.run(dir, "clone", "-q", url, "work");
    }
  }

  @Test
  void aCloneAndAPushBySshWork() throws IOException {
    Path keys = Files.createDirectory(dir.resolve("keys"));
    try (GitSshServer server = GitSshServer.start(keys, dir.resolve("root"))) {
      Path known = Files.writeString(dir.resolve("known"), server.knownHosts());
      Path key = Files.writeString(dir.resolve("key"), server.clientKey());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Map<String, String> ssh =
          Map.of(
              "GIT_SSH_COMMAND",
              "ssh -o StrictHostKeyChecking=yes -o UserKnownHostsFile=" + known + " -i " + key);
      GitProgram.Result result =
          GitProgram.any(
              dir,
              new byte[0],
              ssh,
              List.of("git", "clone", "-q", server.url("shop/deploy"), "work"));
      assertThat(result.status()).as(result.output() + server.log()).isZero();
    }
  }

  @Test
  void aPersonMergesABranch() {
    String base = repository.head("main").orElseThrow();
    repository.setBranch("change", base);
    repository.commit("change", Map.of("a.yaml", "a: 2\n"), "Change");
    repository.merge("change", "main");
    assertThat(repository.file("main", "a.yaml")).isEqualTo("a: 2\n");
    assertThat(repository.log("main")).contains("Change", "Merge change");
  }

  private static void cloneThenPush(Path work) {
    try {
      Files.writeString(work.resolve("b.yaml"), "b: 1\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    GitProgram.run(work, "add", ".");
    GitProgram.run(work, "commit", "-qm", "Second");
    GitProgram.run(work, "push", "-q", "origin", "main");
  }
}
