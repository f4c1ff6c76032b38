// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static dev.rightsizing.git.repository.Served.draft;
import static dev.rightsizing.git.repository.Served.fails;
import static dev.rightsizing.git.repository.Served.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.git.GitSshServer;
import java.io.IOException;
import java.nio.file.Files;
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

/** Git over ssh, against OpenSSH. */
class SshTest {
  @TempDir Path dir;
  private Served served;
  private GitSshServer server;

  @BeforeEach
  void start() throws IOException {
    served = new Served(dir);
    server = GitSshServer.start(Files.createDirectory(dir.resolve("ssh")), dir.resolve("root"));
  }

  @AfterEach
  void stop() {
    server.close();
    served.close();
  }

  private GitRepository open(String key, String knownHosts) throws GitException {
    return served.repositories.open(
        server.url("shop/deploy"),
        secret(Map.of("ssh-privatekey", key, "known_hosts", knownHosts)));
  }

  @Test
  void aKeyFetchesAndPushes() throws GitException {
    GitRepository repository = open(server.clientKey(), server.knownHosts());
    String main = repository.heads(Duration.ZERO).commits().get("main");
    repository.fetch(Map.of("main", main));
    String made = repository.commit(draft(main, Map.of("apps/a.yaml", "a: 2\n")));
    repository.push(made, "change", Optional.empty(), false, List.of());
    assertThat(served.bare.head("change")).contains(made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa"})
  void keysOfOtherKindsWork(String type) throws Exception {
    Path key = dir.resolve("other");
    GitSshServer.keygen(key, type, "");
    server.authorize(Files.readString(dir.resolve("other.pub")));
    GitRepository repository = open(Files.readString(key), server.knownHosts());
    assertThat(repository.heads(Duration.ZERO).commits()).containsKey("main");
  }

  @Test
  void aServerThatIsNotKnownIsRefusedWithItsKey() throws Exception {
    Path other = dir.resolve("other");
    GitSshServer.keygen(other, "ed25519", "");
    String wrong =
        "[127.0.0.1]:" + server.port() + " " + Files.readString(dir.resolve("other.pub"));
    GitRepository repository = open(server.clientKey(), wrong);
    fails(
        () -> repository.heads(Duration.ZERO),
        Reason.GIT_HOST_KEY_UNKNOWN,
        "ssh-ed25519 SHA256:",
        "known_hosts");
    GitRepository strange =
        open(
            server.clientKey(),
            "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
    fails(() -> strange.heads(Duration.ZERO), Reason.GIT_HOST_KEY_UNKNOWN);
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsTold() throws Exception {
    Path other = dir.resolve("other");
    GitSshServer.keygen(other, "ed25519", "");
    GitRepository repository = open(Files.readString(other), server.knownHosts());
    fails(() -> repository.heads(Duration.ZERO), Reason.GIT_UNAUTHORIZED, "ssh-privatekey");
  }

  @Test
  void aRepositoryThatDoesNotExistIsTold() throws GitException {
    GitRepository repository =
        served.repositories.open(
            server.url("shop/none"),
            secret(
                Map.of("ssh-privatekey", server.clientKey(), "known_hosts", server.knownHosts())));
    fails(() -> repository.heads(Duration.ZERO), Reason.GIT_NOT_FOUND);
  }

  @Test
  void credentialsThatCannotWorkAreToldBeforeAnythingIsSent() {
    String url = server.url("shop/deploy");
    fails(
        () -> served.repositories.open(url, secret(Map.of("ssh-privatekey", server.clientKey()))),
        Reason.GIT_HOST_KEY_UNKNOWN,
        "known_hosts");
    fails(
        () -> served.repositories.open(url, secret(Map.of("known_hosts", server.knownHosts()))),
        Reason.GIT_UNAUTHORIZED,
        "ssh-privatekey");
    GitException fault = fails(() -> open("hunter2", server.knownHosts()), Reason.GIT_KEY_INVALID);
    assertThat(FaultsTest.everything(fault)).doesNotContain("hunter2");
  }
}
