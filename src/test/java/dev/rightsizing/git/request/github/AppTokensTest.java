// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.testkit.SelfSigned;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.testkit.codehost.GitHubAppReplay;
import dev.rightsizing.testkit.codehost.GitHubReplay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GitHub App, on the replayed GitHub. */
class AppTokensTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private GitHubReplay gitHub;
  private RestCodeHosts hosts;

  @BeforeEach
  void start() throws IOException {
    gitHub = new GitHubReplay("shop/deploy");
    hosts =
        new RestCodeHosts(
            new AllowedUrls(List.of(gitHub.url())), ApiSettings.usual(Optional.empty()), clock);
  }

  @AfterEach
  void stop() {
    gitHub.close();
    assertThat(gitHub.violations()).isEmpty();
  }

  private Credentials app(String id, String installation, String pem) {
    return new Credentials(
        Map.of(
            "githubApp.id", id.getBytes(StandardCharsets.UTF_8),
            "githubApp.installationId", installation.getBytes(StandardCharsets.UTF_8),
            "githubApp.privateKey", pem.getBytes(StandardCharsets.UTF_8)));
  }

  private Credentials app() {
    return app(
        GitHubAppReplay.ID,
        GitHubAppReplay.INSTALLATION,
        new SelfSigned("", gitHub.app().keys()).pkcs8Key());
  }

  private String token(Credentials credentials) throws GitException {
    return hosts.token(RepositoryUrl.parse(gitHub.repositoryUrl()), "", credentials).orElseThrow();
  }

  @Test
  void credentialsWithoutAnAppHaveNoSuchToken() throws GitException {
    assertThat(hosts.token(RepositoryUrl.parse(gitHub.repositoryUrl()), "", Credentials.NONE))
        .isEmpty();
  }

  @Test
  void oneTokenServesForGitAndTheApi() throws GitException {
    gitHub.branch("change");
    Requests requests =
        hosts
            .requests(
                gitHub.repositoryUrl(),
                new GitSettings.Request(Provider.GITHUB, "", List.of(), false, List.of()),
                app())
            .orElseThrow();

    requests.open("change", "main", new Requests.Draft("a", "b", List.of(), List.of(), false));

    assertThat(gitHub.app().given()).containsExactly(token(app()));
  }

  @Test
  void theKeyMayBeInTheOlderForm() throws Exception {
    String pem = new SelfSigned("", gitHub.app().keys()).traditionalKey();
    assertThat(pem).startsWith("-----BEGIN RSA PRIVATE KEY-----");

    assertThat(token(app(GitHubAppReplay.ID, GitHubAppReplay.INSTALLATION, pem)))
        .startsWith("ghs_");
  }

  @Test
  void aTokenIsMadeAnewShortlyBeforeItExpires() throws GitException {
    String first = token(app());
    clock.advance(Duration.ofMinutes(45));
    assertThat(token(app())).isEqualTo(first);

    clock.advance(Duration.ofMinutes(10));
    assertThat(token(app())).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -300, -90, -30, 30, 300, 3600})
  void clocksMayDiffer(long seconds) throws GitException {
    clock.advance(Duration.ofSeconds(seconds));

    String first = token(app());
    clock.advance(Duration.ofMinutes(45));
    assertThat(token(app())).as("its life is that of GitHub's clock").isEqualTo(first);
    clock.advance(Duration.ofMinutes(10));

    assertThat(token(app())).isNotEqualTo(first);
  }

  @Test
  void anotherAppsKeyIsRejected() throws Exception {
    String pem = SelfSigned.of("RSA", "other").pkcs8Key();

    assertThatThrownBy(() -> token(app(GitHubAppReplay.ID, GitHubAppReplay.INSTALLATION, pem)))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_UNAUTHORIZED))
        .hasMessageContaining("githubApp.id");
  }

  @Test
  void anInstallationThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                token(
                    app(
                        GitHubAppReplay.ID,
                        "999",
                        new SelfSigned("", gitHub.app().keys()).pkcs8Key())))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_NOT_FOUND))
        .hasMessageContaining("githubApp.installationId");
  }

  @Test
  void aRepositoryThatTheAppMayNotSeeIsNamed() {
    RepositoryUrl other;
    try {
      other = RepositoryUrl.parse(gitHub.url() + "/shop/other");
    } catch (GitException e) {
      throw new IllegalStateException(e);
    }

    assertThatThrownBy(() -> hosts.token(other, "", app()))
        .hasMessageContaining("shop/other")
        .hasMessageContaining("installed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----"
      })
  void aKeyThatCannotBeReadIsSaidWithoutQuotingIt(String pem) {
    assertThatThrownBy(() -> token(app("1", "2", pem)))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_KEY_INVALID))
        .hasMessageContaining("githubApp.privateKey")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void aKeyOfAnotherKindIsNoAppsKey() throws Exception {
    assertThatThrownBy(() -> token(app("1", "2", SelfSigned.of("EC", "x").pkcs8Key())))
        .hasMessageContaining("RSA");
  }

  @Test
  void anAppThatIsNamedInPartIsSaid() {
    Credentials part =
        new Credentials(Map.of("githubApp.id", "1".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> token(part))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AUTH_SECRET_INVALID))
        .hasMessageContaining("githubApp.installationId");
  }

  @Test
  void anAppMayBeUsedForAllowedRepositoriesAlone() {
    RestCodeHosts narrow =
        new RestCodeHosts(
            new AllowedUrls(List.of("https://github.com/shop")),
            ApiSettings.usual(Optional.empty()),
            clock);

    assertThatThrownBy(() -> narrow.token(RepositoryUrl.parse(gitHub.repositoryUrl()), "", app()))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_URL_NOT_ALLOWED));
    assertThat(gitHub.calls()).isEmpty();
  }
}
