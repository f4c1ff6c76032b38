// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://GitHub.com/shop/deploy.git, https://github.com/shop/deploy",
    "https://github.com:443/shop/deploy/, https://github.com/shop/deploy",
    "http://127.0.0.1:3000/shop/deploy, http://127.0.0.1:3000/shop/deploy",
    "https://[::1]:3000/shop/deploy, https://[::1]:3000/shop/deploy",
    "ssh://git@git.example.com:22/a/b/c.git, ssh://git.example.com/a/b/c",
    "git@git.example.com:a/b.git, ssh://git.example.com/a/b"
  })
  void isWrittenInOneWay(String url, String plain) throws GitException {
    assertThat(RepositoryUrl.parse(url).plain()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hunter2@github.com/shop/deploy",
        "https://hunter2@github.com/shop/deploy",
        "ssh://git:hunter2@github.com/shop/deploy",
        "https://github.com/../shop/deploy/..",
        "https://user:hun/ter2@github.com/shop/deploy",
        "user:hunter2@github.com:shop/deploy",
        "https://github.com/shop/%2e%2e/deploy",
        "https://github.com/shop?x=1",
        "https://github.com/shop#x",
        "https://github.com",
        "https://github.com:99999/a/b",
        "https://github.com/a b/c",
        "file:///etc/passwd",
        "/etc/passwd",
        "ext::sh -c true",
        "--upload-pack=true",
        ""
      })
  void whatIsNoUrlOfARepositoryIsRefusedWithoutItsSecret(String url) {
    assertThatThrownBy(() -> RepositoryUrl.parse(url))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_POLICY))
        .hasMessageContaining("ssh://git@HOST/PATH")
        .hasMessageNotContaining("hun");
  }
}
