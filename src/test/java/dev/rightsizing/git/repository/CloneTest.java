// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static dev.rightsizing.git.repository.Served.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.git.BareRepository.Content;
import dev.rightsizing.testkit.git.GitHttpServer;
import dev.rightsizing.testkit.git.GitProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to clones on a disk. */
class CloneTest {
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

  private Path clone(String url) throws GitException {
    return dir.resolve("clones").resolve(CloneNames.of(RepositoryUrl.parse(url)));
  }

  @Test
  void aCorruptedCloneIsMadeAnewOnce() throws Exception {
    served.fetched("main");
    served.repositories.close();
    for (Path pack : packs()) {
      byte[] bytes = Files.readAllBytes(pack);
      new Random(1).nextBytes(bytes);
      pack.toFile().setWritable(true);
      Files.write(pack, bytes);
    }
    String main = served.bare.head("main").orElseThrow();
    GitRepository repository = served.fetched("main");
    assertThat(new String(read(repository, main, "apps/a.yaml"))).isEqualTo("a: 1\n");
  }

  @Test
  void aCloneWithoutItsObjectsIsMadeAnewOnce() throws Exception {
    served.fetched("main");
    served.repositories.close();
    CloneNames.delete(clone(served.url()).resolve("objects/pack"));
    Files.createDirectory(clone(served.url()).resolve("objects/pack"));
    String main = served.bare.head("main").orElseThrow();
    GitRepository repository = served.fetched("main");
    assertThat(new String(read(repository, main, "apps/a.yaml"))).isEqualTo("a: 1\n");
  }

  @Test
  void whatAKilledProcessLeftDoesNotStopTheNext() throws Exception {
    served.fetched("main");
    served.repositories.close();
    Path clone = clone(served.url());
    Files.createFile(clone.resolve("shallow.lock"));
    Files.createFile(clone.resolve(CloneNames.ref("main") + ".lock"));
    Files.createFile(clone.resolve("objects/pack/incoming_1.pack"));
    String next = served.bare.commit("main", Map.of("apps/c.yaml", "c: 1\n"), "Next");
    assertThat(served.fetched("main").files(next).entries()).hasSize(3);
    assertThat(clone.resolve("objects/pack/incoming_1.pack")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "no folder");
    GitRepository repository =
        served
            .repositories(Served.settings(file.resolve("clones")))
            .open(served.url(), Credentials.NONE);
    String main = repository.heads(Duration.ZERO).commits().get("main");
    fails(() -> repository.fetch(Map.of("main", main)), Reason.GIT_STORAGE_FAILED, "space");
  }

  /** The kernel refuses to let a file grow, as it does on a full disk or over a quota. */
  @Test
  void aFullDiskLeavesNothingHalfWritten() throws Exception {
    byte[] noise = new byte[4000];
    Random random = new Random(1);
    Map<String, Content> files = new java.util.HashMap<>();
    for (int i = 0; i < 600; i++) {
      random.nextBytes(noise);
      files.put("noise/" + i, Content.bytes(noise.clone()));
    }
    served.bare.commitOf("main", files, "Noise");
    GitRepository repository = served.open();
    String main = repository.heads(Duration.ZERO).commits().get("main");
    try (FileSizeLimit ignored = new FileSizeLimit(1_000_000)) {
      fails(() -> repository.fetch(Map.of("main", main)), Reason.GIT_STORAGE_FAILED, "space");
    }
    try (Stream<Path> left = Files.list(dir.resolve("clones"))) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
    repository.fetch(Map.of("main", main));
    assertThat(repository.files(main).entries()).hasSize(602);
  }

  /** The soft limit of this process, which anybody may lower and raise again. */
  private static final class FileSizeLimit implements AutoCloseable {
    FileSizeLimit(long bytes) {
      set(bytes + ":unlimited");
    }

    private static void set(String limits) {
      List<String> command =
          List.of("prlimit", "--pid", "" + ProcessHandle.current().pid(), "--fsize=" + limits);
      GitProgram.Result result = GitProgram.any(Path.of("."), new byte[0], Map.of(), command);
      assertThat(result.status()).as(result.output()).isZero();
    }

    @Override
    public void close() {
      set("unlimited:unlimited");
    }
  }

  @Test
  void aRepositoryThatIsTooLargeIsRefusedAndLeavesNothing() throws Exception {
    byte[] noise = new byte[4000];
    Random random = new Random(1);
    Map<String, Content> files = new java.util.HashMap<>();
    for (int i = 0; i < 600; i++) {
      random.nextBytes(noise);
      files.put("noise/" + i, Content.bytes(noise.clone()));
    }
    served.bare.commitOf("main", files, "Noise");
    GitStorageSettings usual = Served.settings(dir.resolve("clones"));
    GitStorageSettings small =
        new GitStorageSettings(
            usual.folder(),
            usual.allowed(),
            usual.timeout(),
            usual.deadline(),
            usual.maxFileBytes(),
            1_000_000,
            Optional.empty());
    GitRepository repository = served.repositories(small).open(served.url(), Credentials.NONE);
    String main = repository.heads(Duration.ZERO).commits().get("main");
    fails(
        () -> repository.fetch(Map.of("main", main)),
        Reason.GIT_STORAGE_FAILED,
        "more than 1000000 bytes");
    try (Stream<Path> left = Files.list(dir.resolve("clones"))) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void afterManyFetchesTheCloneIsMadeAnewAndStaysSmall() throws Exception {
    for (int i = 0; i < 55; i++) {
      String next = served.bare.commit("main", Map.of("apps/b.yaml", "b: " + i + "\n"), "n" + i);
      assertThat(served.fetched("main").files(next).entries()).hasSize(2);
    }
    assertThat(CloneNames.packs(clone(served.url()))).isLessThan(51);
  }

  @Test
  void manyPoliciesShareACloneAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        String next =
            served.bare.commit("main", Map.of("apps/b.yaml", "b: " + round + "\n"), "n" + round);
        List<Callable<Integer>> policies = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          policies.add(
              () -> {
                GitRepository repository = served.repositories.open(served.url(), Credentials.NONE);
                repository.fetch(Map.of("main", next));
                return repository.files(next).entries().size();
              });
        }
        for (Future<Integer> policy : threads.invokeAll(policies)) {
          assertThat(policy.get()).isEqualTo(2);
        }
        served.clock.advance(Duration.ofMinutes(1));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void nothingOfAHomeIsReadOrWritten() throws Exception {
    String before = System.getProperty("user.home");
    Path home = Files.createDirectory(dir.resolve("home"));
    Files.writeString(home.resolve(".gitconfig"), "this is not a configuration [");
    System.setProperty("user.home", home.toString());
    try {
      served.fetched("main");
      try (Stream<Path> files = Files.walk(home)) {
        assertThat(files).hasSize(2);
      }
    } finally {
      System.setProperty("user.home", before);
    }
  }

  @Test
  void noSecretIsInAnyFileOfAClone() throws Exception {
    served.server.requireLogin("anna", "ghp_verysecret");
    GitRepository repository =
        served.repositories.open(served.url(), Served.login("anna", "ghp_verysecret"));
    repository.fetch(Map.of("main", served.bare.head("main").orElseThrow()));
    assertThat(served.server.requests()).anyMatch(r -> r.authorization().isPresent());
    try (Stream<Path> files = Files.walk(dir.resolve("clones"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("verysecret", "anna");
      }
    }
    assertThat(served.server.requests())
        .extracting(GitHttpServer.Request::query)
        .noneMatch(query -> query.contains("secret"));
  }

  @Test
  void noSecretIsInALogOfAnyLevel() throws Exception {
    StringBuffer logged = new StringBuffer();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.append(new SimpleFormatter().format(record)).append('\n');
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    List<Logger> loggers =
        Stream.of("org.eclipse.jgit", "org.apache.sshd", "dev.rightsizing.git")
            .map(Logger::getLogger)
            .toList();
    loggers.forEach(
        logger -> {
          logger.setLevel(Level.ALL);
          logger.addHandler(handler);
        });
    try {
      served.server.requireLogin("anna", "ghp_verysecret");
      served
          .repositories
          .open(served.url(), Served.login("anna", "ghp_verysecret"))
          .fetch(Map.of("main", served.bare.head("main").orElseThrow()));
      fails(
          () ->
              served
                  .repositories
                  .open(served.url(), Served.login("anna", "ghp_oldsecret"))
                  .heads(Duration.ZERO),
          Reason.GIT_UNAUTHORIZED);
    } finally {
      loggers.forEach(
          logger -> {
            logger.setLevel(null);
            logger.removeHandler(handler);
          });
    }
    assertThat(logged).isNotEmpty();
    assertThat(logged.toString()).doesNotContain("secret", "YW5uYTpnaHBf");
  }

  private List<Path> packs() throws IOException, GitException {
    try (Stream<Path> files = Files.list(clone(served.url()).resolve("objects/pack"))) {
      return files.filter(p -> p.toString().endsWith(".pack")).toList();
    }
  }

  private static byte[] read(GitRepository repository, String commit, String path)
      throws Exception {
    var files = repository.files(commit);
    return files.read(files.entry(path).orElseThrow());
  }
}
