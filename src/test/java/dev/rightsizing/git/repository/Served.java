// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.CommitDraft;
import dev.rightsizing.git.repository.GitRepository.Person;
import dev.rightsizing.git.repository.GitRepository.Signing;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.testkit.git.BareRepository;
import dev.rightsizing.testkit.git.GitHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A repository on a server, and an operator's clones beside it. */
final class Served implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final Person AUTHOR = new Person("rightsizing", "rightsizing@example.com");

  final Path dir;
  final BareRepository bare;
  final GitHttpServer server;
  final SettableClock clock = new SettableClock(NOW);
  final JGitRepositories repositories;

  Served(Path dir) {
    try {
      this.dir = dir;
      Path root = Files.createDirectories(dir.resolve("root"));
      bare = BareRepository.create(root, "shop/deploy");
      bare.commit("main", Map.of("apps/a.yaml", "a: 1\n", "apps/b.yaml", "b: 1\n"), "First");
      server = GitHttpServer.start(root);
      repositories = repositories(settings(dir.resolve("clones")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GitStorageSettings settings(Path folder) {
    return new GitStorageSettings(
        folder,
        new AllowedUrls(
            List.of("http://localhost:*/shop", "https://localhost:*/shop", "ssh://127.0.0.1:*")),
        Duration.ofSeconds(2),
        Duration.ofSeconds(6),
        4096,
        64 << 20,
        Optional.empty());
  }

  JGitRepositories repositories(GitStorageSettings settings) {
    return new JGitRepositories(
        settings, (repository, api, credentials) -> Optional.empty(), clock);
  }

  String url() {
    return server.url("shop/deploy");
  }

  GitRepository open() throws GitException {
    return repositories.open(url(), Credentials.NONE);
  }

  /** Opens it with the branches' last commits here. */
  GitRepository fetched(String... branches) throws GitException {
    GitRepository repository = open();
    Map<String, String> heads = repository.heads(Duration.ZERO).commits();
    Map<String, String> wanted = new HashMap<>();
    for (String branch : branches) {
      wanted.put(branch, heads.get(branch));
    }
    repository.fetch(wanted);
    return repository;
  }

  static CommitDraft draft(String parent, Map<String, String> files, Optional<Signing> signing) {
    TreeMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new CommitDraft(parent, bytes, "Resize\n\nBody\n", AUTHOR, NOW, signing);
  }

  static CommitDraft draft(String parent, Map<String, String> files) {
    return draft(parent, files, Optional.empty());
  }

  static Credentials login(String user, String password) {
    return secret(Map.of("username", user, "password", password));
  }

  static Credentials secret(Map<String, String> values) {
    Map<String, byte[]> bytes = new HashMap<>();
    values.forEach((k, v) -> bytes.put(k, v.getBytes(StandardCharsets.UTF_8)));
    return new Credentials(bytes);
  }

  /** Holds that a call fails for a reason, with these words. */
  static GitException fails(ThrowingCallable call, Reason reason, String... words) {
    GitException[] seen = new GitException[1];
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GitException.class,
            e -> {
              seen[0] = e;
              org.assertj.core.api.Assertions.assertThat(e.reason())
                  .as(e.getMessage())
                  .isEqualTo(reason);
              for (String word : words) {
                org.assertj.core.api.Assertions.assertThat(e.getMessage()).contains(word);
              }
            });
    return seen[0];
  }

  @Override
  public void close() {
    repositories.close();
    server.close();
  }
}
