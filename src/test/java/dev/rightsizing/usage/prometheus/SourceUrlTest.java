// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://h:09090, http://h:9090",
    "https://h:, https://h",
    "https://h:443/, https://h",
    "http://h:80, http://h",
    "https://h:80, https://h:80",
    "HTTP://H, http://h",
    "http://h.:9090, http://h:9090",
    "http://h/a%2fb, http://h/a%2Fb",
    "http://h/%41%7e, http://h/A~",
    "http://h/a//b/, http://h/a/b",
    "http://h/./a/../../b, http://h/b",
    "http://127.0.0.01, http://127.0.0.1",
    "http://[0:0::1]:9090, http://[0:0:0:0:0:0:0:1]:9090",
    "http://h/\u00e4, http://h/%C3%A4"
  })
  void twoUrlsOfOnePlaceAreWrittenAlike(String url, String canonical) throws Exception {
    assertThat(PrometheusUsageSources.parse(url)).hasToString(canonical);
    assertThat(PrometheusUsageSources.parse(canonical)).hasToString(canonical);
  }

  @Test
  void theOperatorsOwnSourceIsOneHoweverItIsSpelt() throws Exception {
    PrometheusUsageSources sources =
        new PrometheusUsageSources(
            new PrometheusSettings(
                Optional.of(URI.create("http://PROM.monitoring:09090/")),
                Credentials.NONE,
                Map.of("cluster", "prod"),
                new AllowedUrls(List.of()),
                new PrometheusSettings.Query(
                    2, Duration.ofSeconds(1), 10_000, 0, Duration.ofMillis(1), true)),
            Clock.systemUTC(),
            QueryListener.NONE);
    UsageSource own = sources.source(SourceRequest.DEFAULT);

    for (String url : List.of("http://prom.monitoring:9090", "http://prom.monitoring.:0009090//")) {
      SourceRequest request =
          new SourceRequest(Optional.of(url), Optional.empty(), Map.of("cluster", "other"));
      // The operator's matchers fence in a policy that spells its URL differently too.
      assertThat(sources.source(request)).isSameAs(own);
      assertThat(sources.allowsFreeQueries(request)).isFalse();
    }
  }
}
