// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static dev.rightsizing.git.repository.Served.fails;
import static dev.rightsizing.git.repository.Served.login;
import static dev.rightsizing.git.repository.Served.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.GitProxy;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.SelfSigned;
import dev.rightsizing.testkit.git.GitFaults;
import dev.rightsizing.testkit.git.GitHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads when the way to a server, or the server, is at fault. */
class FaultsTest {
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

  private GitRepository.Heads heads() throws GitException {
    return served.open().heads(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "401, GIT_UNAUTHORIZED, wants a login",
    "403, GIT_FORBIDDEN, 403",
    "404, GIT_NOT_FOUND, does not exist",
    "410, GIT_NOT_FOUND, 410",
    "500, CODE_HOST_FAILED, 500",
    "503, CODE_HOST_FAILED, 503",
  })
  void aStatusHasItsReason(int status, Reason reason, String words) {
    served.server.fault(GitFaults.status(status));
    fails(this::heads, reason, words, "http://localhost:", "/shop/deploy");
  }

  @Test
  void anExpiredTokenIsTold() throws GitException {
    served.server.requireLogin("anna", "new");
    GitRepository old = served.repositories.open(served.url(), login("anna", "ghp_expired"));
    GitException fault =
        fails(() -> old.heads(Duration.ZERO), Reason.GIT_UNAUTHORIZED, "renew the token");
    assertThat(everything(fault)).doesNotContain("ghp_expired");
  }

  @Test
  void aTokenAloneIsEnough() throws GitException {
    served.server.requireLogin("git", "ghp_token");
    GitRepository repository =
        served.repositories.open(served.url(), secret(Map.of("password", "ghp_token\n")));
    assertThat(repository.heads(Duration.ZERO).commits()).containsKey("main");
  }

  @Test
  void anAppsTokenGoesBeforeThePassword() throws GitException {
    served.server.requireLogin("x-access-token", "ghs_short");
    JGitRepositories repositories =
        new JGitRepositories(
            Served.settings(dir.resolve("clones")),
            (repository, api, credentials) -> Optional.of("ghs_short"),
            served.clock);
    assertThat(repositories.open(served.url(), Credentials.NONE).heads(Duration.ZERO).commits())
        .containsKey("main");
  }

  @Test
  void aRateLimitSaysHowLong() {
    served.server.fault(GitFaults.tooManyRequests(120));
    GitException fault = fails(this::heads, Reason.GIT_RATE_LIMITED);
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(120));
  }

  @Test
  void aPageInPlaceOfGitIsTold() {
    served.server.fault(GitFaults.html());
    fails(this::heads, Reason.CODE_HOST_FAILED, "web page");
  }

  @Test
  void aSilentServerEndsInTime() {
    CountDownLatch end = new CountDownLatch(1);
    served.server.fault(GitFaults.silent(end));
    long start = System.nanoTime();
    fails(this::heads, Reason.GIT_TIMEOUT, "in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    end.countDown();
  }

  @Test
  void aServerThatTricklesEndsAtTheDeadline() {
    served.server.fault(GitFaults.trickle(200));
    long start = System.nanoTime();
    fails(this::heads, Reason.GIT_TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void aCutAnswerLeavesNothingAndTheNextPassGoesOn() throws GitException {
    GitRepository repository = served.open();
    String main = repository.heads(Duration.ZERO).commits().get("main");
    served.server.fault(GitFaults.cut(80), r -> r.method().equals("POST"));
    fails(() -> repository.fetch(Map.of("main", main)), Reason.GIT_UNREACHABLE);
    assertThat(dir.resolve("clones")).isDirectoryNotContaining("glob:**.new-*");
    served.server.recover();
    repository.fetch(Map.of("main", main));
    assertThat(repository.files(main).entries()).hasSize(2);
  }

  @Test
  void aServerThatIsGoneIsTold() {
    served.server.close();
    fails(this::heads, Reason.GIT_UNREACHABLE, "cannot be reached");
  }

  @Test
  void aFailureIsNotAskedForAgainByEachPolicyOfAPass() {
    served.server.fault(GitFaults.status(500));
    for (int policy = 0; policy < 10; policy++) {
      fails(() -> served.open().heads(Duration.ofSeconds(30)), Reason.CODE_HOST_FAILED);
    }
    assertThat(served.server.requests()).hasSize(1);
  }

  @Test
  void aRenamedRepositoryIsFollowedOnItsHost() throws GitException {
    String old = served.server.url("shop/old");
    served.server.fault(
        GitFaults.redirect(301, "/shop/old", "/shop/deploy"), r -> r.path().contains("/shop/old"));
    GitRepository repository = served.repositories.open(old, Credentials.NONE);
    String main = repository.heads(Duration.ZERO).commits().get("main");
    repository.fetch(Map.of("main", main));
    assertThat(repository.files(main).entries()).hasSize(2);
    String made = repository.commit(Served.draft(main, Map.of("apps/a.yaml", "a: 2\n")));
    repository.push(made, "change", Optional.empty(), false, List.of());
    assertThat(served.bare.head("change")).contains(made);
  }

  @Test
  void aRedirectToWhatIsNotAllowedIsRefusedWithTheNewPlace() throws GitException {
    GitRepository repository = served.repositories.open(served.url(), login("anna", "secret1"));
    served.server.fault(GitFaults.redirect(301, "/shop/deploy", "/bank/deploy"));
    fails(
        () -> repository.heads(Duration.ZERO),
        Reason.GIT_URL_NOT_ALLOWED,
        "has moved to",
        "/bank/deploy");
  }

  @Test
  void credentialsAreNotCarriedToAnotherHost() throws Exception {
    try (GitHttpServer other = GitHttpServer.start(dir.resolve("root"))) {
      GitRepository repository = served.repositories.open(served.url(), login("anna", "secret1"));
      served.server.fault(GitFaults.redirect(302, "/shop/", other.base() + "/shop/"));
      fails(
          () -> repository.heads(Duration.ZERO),
          Reason.GIT_NOT_FOUND,
          other.base(),
          "spec.git.repository");
      assertThat(other.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc", "git://localhost/shop/deploy", "http://127.0.0.1:1/shop/deploy",
        "https://evil.example.com/shop/deploy", "/srv/git/deploy", "ext::sh -c id"
      })
  void otherPlacesAreRefusedBeforeAnythingIsSent(String url) {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    GitException.class, () -> served.repositories.open(url, Credentials.NONE))
                .reason())
        .isIn(Reason.GIT_URL_NOT_ALLOWED, Reason.INVALID_POLICY);
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedAndNoOther() throws Exception {
    SelfSigned certificate = SelfSigned.of("RSA", "localhost");
    try (GitHttpServer server = GitHttpServer.start(dir.resolve("root"), certificate)) {
      GitRepository trusting =
          served.repositories.open(
              server.url("shop/deploy"), secret(Map.of("ca.crt", certificate.certificate())));
      assertThat(trusting.heads(Duration.ZERO).commits()).containsKey("main");
      GitRepository plain = served.repositories.open(server.url("shop/deploy"), Credentials.NONE);
      fails(() -> plain.heads(Duration.ZERO), Reason.GIT_TLS_FAILED, "ca.crt");
    }
  }

  @Test
  void aBrokenAuthorityIsToldBeforeAnythingIsSent() {
    fails(
        () -> served.repositories.open(served.url(), secret(Map.of("ca.crt", "nonsense"))),
        Reason.GIT_KEY_INVALID,
        "ca.crt");
  }

  @Test
  void theProxyIsUsedExceptWhereItIsNot() {
    GitProxy proxy = new GitProxy("proxy", 3128, List.of(".svc", "git.example.com"));
    assertThat(proxy.serves("github.com")).isTrue();
    assertThat(proxy.serves("git.example.com")).isFalse();
    assertThat(proxy.serves("a.git.example.com")).isFalse();
    assertThat(proxy.serves("git.shop.svc")).isFalse();
  }

  static String everything(Throwable fault) {
    java.io.StringWriter text = new java.io.StringWriter();
    fault.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
