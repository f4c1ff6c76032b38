// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.git.request.http.ApiTarget;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestCodeHostsTest {
  private static final String REPOSITORY = "https://git.example.com/shop/deploy.git";

  private final RestCodeHosts hosts =
      new RestCodeHosts(
          new AllowedUrls(List.of("https://git.example.com/shop", "ssh://git.example.com/shop")),
          ApiSettings.usual(Optional.empty()),
          Clock.systemUTC());

  private static Credentials credentials(String... pairs) {
    Map<String, byte[]> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new Credentials(values);
  }

  private static GitSettings.Request settings(Provider provider, String apiUrl) {
    return new GitSettings.Request(provider, apiUrl, List.of(), false, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/shop/deploy, GITHUB, https://api.github.com, shop/deploy",
    "git@github.com:shop/deploy.git, GITHUB, https://api.github.com, shop/deploy",
    "https://shop.ghe.com/shop/deploy, GITHUB, https://api.shop.ghe.com, shop/deploy",
    "https://ghe.example.com/shop/deploy, GITHUB, https://ghe.example.com/api/v3, shop/deploy",
    "https://gitlab.com/a/b/c/deploy, GITLAB, https://gitlab.com/api/v4, a/b/c/deploy",
    "ssh://git@git.example.com:2222/a/b, GITLAB, https://git.example.com/api/v4, a/b",
    "https://git.example.com:3000/a/b, GITEA, https://git.example.com:3000/api/v1, a/b",
    "http://127.0.0.1:3000/a/b, GITEA, http://127.0.0.1:3000/api/v1, a/b"
  })
  void theApiFollowsFromTheRepository(String url, Provider provider, String api, String path)
      throws GitException {
    RepositoryUrl repository = RepositoryUrl.parse(url);
    AllowedUrls allowed = new AllowedUrls(List.of(repository.plain()));

    ApiTarget target = new ApiUrls(allowed).target(repository, provider, "");

    assertThat(target.base()).hasToString(api);
    assertThat(ApiUrls.path(repository, target, provider)).isEqualTo(path);
  }

  @Test
  void aFolderOfTheHostIsNoPartOfTheRepositorysPath() throws GitException {
    RepositoryUrl repository = RepositoryUrl.parse("https://example.com/gitea/shop/deploy");
    AllowedUrls allowed = new AllowedUrls(List.of("https://example.com/gitea/shop"));

    ApiTarget target =
        new ApiUrls(allowed)
            .target(repository, Provider.GITEA, "https://example.com/gitea/api/v1/");

    assertThat(ApiUrls.path(repository, target, Provider.GITEA)).isEqualTo("shop/deploy");
  }

  @ParameterizedTest
  @CsvSource({"https://example.com/deploy, GITLAB", "https://example.com/a/b/c, GITHUB"})
  void aPathThatIsNoneOfTheHostIsRefused(String url, Provider provider) throws GitException {
    RepositoryUrl repository = RepositoryUrl.parse(url);
    ApiTarget target =
        new ApiUrls(new AllowedUrls(List.of("https://example.com")))
            .target(repository, provider, "");

    assertThatThrownBy(() -> ApiUrls.path(repository, target, provider))
        .hasMessageContaining("does not name an owner and a repository");
  }

  @Test
  void withoutAProviderThereAreNoRequests() throws GitException {
    assertThat(hosts.requests(REPOSITORY, settings(Provider.NONE, ""), Credentials.NONE)).isEmpty();
  }

  @Test
  void anSshKeyAloneOpensNoRequests() {
    assertThatThrownBy(
            () ->
                hosts.requests(
                    "ssh://git@git.example.com/shop/deploy",
                    settings(Provider.GITLAB, ""),
                    credentials("ssh-privatekey", "x", "known_hosts", "y")))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AUTH_SECRET_INVALID))
        .hasMessageContaining("ssh key")
        .hasMessageContaining("'password'");
  }

  @Test
  void aTokenBesidesAnSshKeyOpensThem() throws GitException {
    assertThat(
            hosts.requests(
                "ssh://git@git.example.com/shop/deploy",
                settings(Provider.GITLAB, ""),
                credentials("ssh-privatekey", "x", "password", "token\n")))
        .isPresent();
  }

  @Test
  void withoutCredentialsAnErrorSaysWhatToAdd() {
    assertThatThrownBy(
            () -> hosts.requests(REPOSITORY, settings(Provider.GITEA, ""), Credentials.NONE))
        .hasMessageContaining("'password'")
        .hasMessageContaining("spec.git.authSecret");
  }

  @Test
  void aTokenThatCouldBeAnotherHeaderIsRefused() {
    assertThatThrownBy(
            () ->
                hosts.requests(
                    REPOSITORY,
                    settings(Provider.GITEA, ""),
                    credentials("password", "hunter2\r\nX-Evil: 1")))
        .hasMessageContaining("not a token")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/api/v1",
        "https://git.example.com.evil.example/api/v1",
        "http://git.example.com/api/v1",
        "https://git.example.com:1/api/v1",
        "https://hunter2@git.example.com/api/v1",
        "https://git.example.com/api/v1?x",
        "https://git.example.com/x/../api/v1",
        "https://169.254.169.254/latest/meta-data"
      })
  void anApiElsewhereIsNotAllowed(String api) {
    assertThatThrownBy(
            () ->
                hosts.requests(
                    REPOSITORY, settings(Provider.GITEA, api), credentials("password", "t")))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_URL_NOT_ALLOWED))
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git.example.com", "ftp://git.example.com", "https://", "https://a b"})
  void whatIsNoUrlIsSaid(String api) {
    assertThatThrownBy(
            () ->
                hosts.requests(
                    REPOSITORY, settings(Provider.GITEA, api), credentials("password", "t")))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_POLICY))
        .hasMessageContaining("spec.git.pullRequest.apiUrl");
  }

  @Test
  void anotherRepositoryOfTheHostIsNotAllowed() {
    assertThatThrownBy(
            () ->
                hosts.requests(
                    "https://git.example.com/other/deploy",
                    settings(Provider.GITEA, ""),
                    credentials("password", "t")))
        .hasMessageContaining("RIGHTSIZING_GIT_ALLOWED_URLS");
  }
}
