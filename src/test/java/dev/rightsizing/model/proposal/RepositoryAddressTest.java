// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {

  private static final String HTTPS = "https://git.example.com/shop/deploy.git";

  @ParameterizedTest
  @ValueSource(
      strings = {
        HTTPS,
        "https://git.example.com/shop/deploy",
        "https://git.example.com/shop/deploy/",
        "https://git.example.com/shop/deploy.git/",
        "https://GIT.Example.com/shop/deploy.git",
        "https://git.example.com:443/shop/deploy.git",
        "https://user:token@git.example.com/shop/deploy.git",
        "http://git.example.com/shop/deploy.git",
        "ssh://git@git.example.com/shop/deploy.git",
        "ssh://git@git.example.com:2222/shop/deploy",
        "git+ssh://git@git.example.com/shop/deploy.git",
        "SSH://git@git.example.com//shop/deploy.git",
        "git@git.example.com:shop/deploy.git",
        "git@git.example.com:/shop/deploy",
        "git.example.com:shop/deploy.git",
        "  https://git.example.com./shop/deploy.git  ",
      })
  void isTheSameByAnyOfItsUrls(String url) {
    assertThat(RepositoryAddress.same(url, HTTPS)).isTrue();
    assertThat(RepositoryAddress.same(HTTPS, url)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/shop/deploy.git, https://git.example.com/shop/deploy2.git",
    "https://git.example.com/shop/deploy.git, https://git.example.org/shop/deploy.git",
    "https://git.example.com/shop/deploy.git, https://git.example.com:8443/shop/deploy.git",
    "https://git.example.com/shop/deploy.git, https://git.example.com/Shop/deploy.git",
    "https://git.example.com/shop/deploy.git, https://git.example.com/team/shop/deploy.git",
    "https://git.example.com/shop/deploy.git, https://git.example.com.evil.example/shop/deploy.git",
    "https://git.example.com/shop/deploy.git, https://git.example.com@evil.example/shop/deploy.git",
    "ssh://git@git.example.com:22/a/b, ssh://git@git.example.com:2222/a/b",
  })
  void isAnotherBySomeOfIt(String one, String other) {
    assertThat(RepositoryAddress.same(one, other)).isFalse();
    assertThat(RepositoryAddress.same(other, one)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ssh://git@ssh.github.com:443/shop/deploy.git, https://github.com/shop/deploy",
    "ssh://git@altssh.gitlab.com:443/shop/deploy.git, git@gitlab.com:shop/deploy.git",
    "file:///srv/git/deploy.git, file:///srv/git/deploy",
  })
  void knowsOtherNames(String one, String other) {
    assertThat(RepositoryAddress.same(one, other)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "deploy",
        "/srv/git/deploy",
        "https://",
        "https://git.example.com",
        "https:// x/y",
        "https://git.example.com/",
        "oci",
        "://"
      })
  void whatIsNoUrlIsTheSameAsNothing(String url) {
    assertThat(RepositoryAddress.same(url, url)).isFalse();
  }

  @Test
  void anOciRegistryIsNoGitRepositoryOfThatName() {
    assertThat(RepositoryAddress.same("oci://git.example.com/a/shop", HTTPS)).isFalse();
  }
}
