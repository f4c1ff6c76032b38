// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrlsTest {
  private static final String TENANT = "http://prom:9090/tenant-a";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../tenant-b",
        "/%2e%2e/tenant-b",
        "/%2E./tenant-b",
        "/.%2e%2ftenant-b",
        "/%252e%252e/tenant-b",
        "/..;/tenant-b",
        "/x%00"
      })
  void aPathThatAServerCouldReadAsAnotherIsRefused(String rest) {
    assertThat(new AllowedUrls(List.of(TENANT)).allows(URI.create(TENANT + rest))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://prom:9090/tenant-a/x, true",
    "HTTP://PROM:9090/tenant-a, true",
    "http://prom:9090/TENANT-A, false"
  })
  void caseCountsInThePathAndNotInTheHost(String url, boolean allowed) {
    assertThat(new AllowedUrls(List.of(TENANT)).allows(URI.create(url))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "http://prom-*:9090, http://prom-a:9090, true",
    "http://prom-*:9090, http://prom-a:1@evil:9090, false",
    "http://prom-*:9090, http://prom-a/x:9090, false",
    "http://prom:9090/*/api, http://prom:9090/a/api, true",
    "http://prom:9090/*/api, http://prom:9090/a/b/api, false",
    "http://10.0.0.1:9090, http://10x0y0z1:9090, false"
  })
  void aStarStandsForOnePart(String pattern, String url, boolean allowed) {
    assertThat(new AllowedUrls(List.of(pattern)).allows(URI.create(url))).isEqualTo(allowed);
  }

  @Test
  void withoutPatternsNothingIsAllowed() {
    assertThat(new AllowedUrls(List.of()).allows(URI.create("http://prom:9090"))).isFalse();
  }
}
