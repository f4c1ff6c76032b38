// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.testkit.git.GitHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository of 5,000 manifests costs what it should. */
class LargeRepositoryTest {
  @TempDir Path dir;

  @Test
  void noNewsOfFiveThousandFilesCostOneSmallRequest() throws Exception {
    try (Served served = new Served(dir)) {
      Map<String, String> files = new HashMap<>();
      for (int i = 0; i < 5000; i++) {
        files.put(
            "apps/team-" + i % 50 + "/app-" + i + ".yaml",
            "kind: Deployment\nmetadata: {name: app-" + i + "}\n" + "# filler\n".repeat(100));
      }
      JGitRepositories repositories =
          served.repositories(
              GitStorageSettings.of(dir.resolve("clones"), Served.settings(dir).allowed()));
      String main = served.bare.commit("main", files, "Many");
      long start = System.nanoTime();
      GitRepository repository = repositories.open(served.url(), Credentials.NONE);
      repository.fetch(Map.of("main", main));
      long fetched = System.nanoTime();
      FileTree tree = repository.files(main);
      long bytes = 0;
      for (FileTree.Entry entry : tree.entries()) {
        bytes += tree.read(entry).length;
      }
      long read = System.nanoTime();
      TreeMap<String, byte[]> changes = new TreeMap<>();
      for (int i = 0; i < 200; i++) {
        changes.put("apps/team-" + i % 50 + "/app-" + i + ".yaml", ("a: " + i).getBytes());
      }
      String made =
          repository.commit(
              new GitRepository.CommitDraft(
                  main, changes, "Resize", Served.AUTHOR, Served.NOW, Optional.empty()));
      repository.push(made, "change", Optional.empty(), false, List.of());
      long pushed = System.nanoTime();
      served.server.forgetRequests();
      served.clock.advance(Duration.ofMinutes(5));
      GitRepository next = repositories.open(served.url(), Credentials.NONE);
      next.fetch(Map.of("main", next.heads(Duration.ofSeconds(30)).commits().get("main")));
      next.files(main).entries();
      long again = System.nanoTime();
      System.out.printf(
          "fetch %d ms, list and read %d files of %d bytes %d ms, commit and push 200 %d ms, "
              + "later pass without news %d ms%n",
          millis(start, fetched),
          tree.entries().size(),
          bytes,
          millis(fetched, read),
          millis(read, pushed),
          millis(pushed, again));
      assertThat(tree.entries()).hasSize(5002);
      assertThat(served.server.requests()).hasSizeLessThanOrEqualTo(2);
      assertThat(served.server.requests().stream().filter(GitHttpServer.Request::lists)).hasSize(1);
      // Machines that test are busy; at rest it is a tenth of this.
      assertThat(millis(start, pushed)).isLessThan(60_000);
      assertThat(millis(pushed, again)).isLessThan(5_000);
    }
  }

  private static long millis(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }
}
