// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Reason;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrlsTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/shop, https://github.com/shop/deploy.git, true",
    "https://github.com/shop, https://github.com/shopping/deploy, false",
    "https://github.com/shop/deploy.git, https://github.com/shop/deploy, true",
    "https://github.com/shop/deploy, https://GITHUB.com:443/shop/deploy.git, true",
    "https://github.com/shop/deploy, https://github.com/Shop/deploy, false",
    "https://github.com/shop/deploy, http://github.com/shop/deploy, false",
    "https://*.example.com, https://git.example.com/a/b/c, true",
    "https://*.example.com, https://git.example.com:8443/a/b, false",
    "https://*.example.com, https://evil.com/x.example.com/b, false",
    "ssh://git.example.com/shop, git@git.example.com:shop/deploy.git, true",
    "ssh://git@git.example.com/shop, ssh://forge@git.example.com/shop/deploy, true",
    "ssh://git.example.com:2222/shop, ssh://git@git.example.com:2222/shop/deploy, true",
    "ssh://git.example.com/shop, ssh://git@git.example.com:2222/shop/deploy, false",
    "ssh://git.example.com/shop, https://git.example.com/shop/deploy, false"
  })
  void aRepositoryMatchesAPatternOrContinuesIt(String pattern, String url, boolean allowed)
      throws GitException {
    assertThat(new AllowedUrls(List.of(pattern)).allows(RepositoryUrl.parse(url)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/shop/deploy, https://api.github.com, true",
    "https://github.com/shop/deploy, https://api.github.com/evil, false",
    "https://shop.ghe.com/shop/deploy, https://api.shop.ghe.com, true",
    "https://git.example.com/shop/deploy, https://api.git.example.com, false",
    "https://git.example.com/shop/deploy, https://git.example.com/api/v4, true",
    "https://git.example.com/shop/deploy, https://git.example.com/gitlab/api/v4, true",
    "https://git.example.com/shop/deploy, https://git.example.com/hooks, false",
    "https://git.example.com/shop/deploy, https://git.example.com:9000/api/v4, false",
    "https://git.example.com/shop/deploy, http://git.example.com/api/v4, false",
    "https://git.example.com/shop/deploy, https://user@git.example.com/api/v4, false",
    "https://git.example.com/shop/deploy, https://git.example.com/a/../api/v4, false",
    "https://git.example.com/shop/deploy, https://git.example.com/api/v4?x=/api/v4, false",
    "ssh://git@git.example.com:2222/shop/deploy, https://git.example.com/api/v4, true",
    "ssh://git@git.example.com:2222/shop/deploy, https://git.example.com:3000/api/v1, false",
    "ssh://git@github.com/shop/deploy, https://api.github.com, true"
  })
  void anApiIsAllowedWhenItBelongsToTheRepository(String repository, String api, boolean allowed)
      throws GitException {
    RepositoryUrl url = RepositoryUrl.parse(repository);
    AllowedUrls urls = new AllowedUrls(List.of(url.plain()));

    if (allowed) {
      assertThatCode(() -> urls.checkApi(URI.create(api), url)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> urls.checkApi(URI.create(api), url))
          .isInstanceOfSatisfying(
              GitException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.GIT_URL_NOT_ALLOWED));
    }
  }

  @Test
  void anApiElsewhereNeedsAPatternOfItsOwn() throws GitException {
    RepositoryUrl url = RepositoryUrl.parse("ssh://git@git.example.com/shop/deploy");
    AllowedUrls urls =
        new AllowedUrls(List.of("ssh://git.example.com", "https://git.example.com:3000/api/v1"));

    assertThatCode(() -> urls.checkApi(URI.create("https://git.example.com:3000/api/v1"), url))
        .doesNotThrowAnyException();
  }

  @Test
  void anAllowedApiDoesNotMakeARepositoryAllowed() throws GitException {
    RepositoryUrl url = RepositoryUrl.parse("https://git.example.com/other/deploy");
    AllowedUrls urls =
        new AllowedUrls(List.of("https://git.example.com/shop", "https://git.example.com/api/v4"));

    assertThatThrownBy(() -> urls.checkApi(URI.create("https://git.example.com/api/v4"), url))
        .hasMessageContaining("https://git.example.com/other/deploy")
        .hasMessageContaining("RIGHTSIZING_GIT_ALLOWED_URLS");
  }

  @Test
  void withoutPatternsNothingIsAllowed() throws GitException {
    assertThat(new AllowedUrls(List.of()).allows(RepositoryUrl.parse("https://a.example/b")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com/shop", "*", "ftp://a/b", "https://a@b/c", "file:///tmp"})
  void whatIsNoPatternIsRefusedAtOnce(String pattern) {
    assertThatThrownBy(() -> new AllowedUrls(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RIGHTSIZING_GIT_ALLOWED_URLS")
        .hasMessageContaining("https://github.com/shop/*");
  }
}
