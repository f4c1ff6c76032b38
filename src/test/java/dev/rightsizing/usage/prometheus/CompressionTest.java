// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {
  private static final long ENOUGH = CompressionChoice.ENOUGH_BYTES;

  private static CompressionChoice auto() {
    return new CompressionChoice("http://there:9090", Compression.AUTO);
  }

  @Test
  void theFirstAnswersComePlain() {
    CompressionChoice choice = auto();

    choice.came(ENOUGH - 1, TimeUnit.MINUTES.toNanos(1));

    assertThat(choice.compressed()).isFalse();
  }

  @Test
  void aSlowNetworkGetsCompression() {
    CompressionChoice choice = auto();

    choice.came(ENOUGH / 2, TimeUnit.SECONDS.toNanos(1));
    choice.came(ENOUGH / 2, TimeUnit.SECONDS.toNanos(1));

    assertThat(choice.compressed()).isTrue();
  }

  @Test
  void aFastNetworkDoesNotAndThatStays() {
    CompressionChoice choice = auto();

    choice.came(ENOUGH, TimeUnit.MILLISECONDS.toNanos(40));
    choice.came(ENOUGH, TimeUnit.MINUTES.toNanos(1));

    assertThat(choice.compressed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"ALWAYS, true", "NEVER, false"})
  void aSettingStands(Compression setting, boolean compressed) {
    CompressionChoice choice = new CompressionChoice("http://there:9090", setting);

    choice.came(ENOUGH, compressed ? 1 : TimeUnit.MINUTES.toNanos(1));

    assertThat(choice.compressed()).isEqualTo(compressed);
  }

  @ParameterizedTest
  @CsvSource({"auto, AUTO", "TRUE, ALWAYS", "' false ', NEVER"})
  void itIsReadAsWritten(String text, Compression compression) {
    assertThat(Compression.parse(text)).contains(compression);
    assertThat(Compression.parse("maybe")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"AUTO, identity", "ALWAYS, gzip", "NEVER, identity"})
  void itIsAskedFor(Compression setting, String encoding) throws UsageException {
    try (ScriptedHttpServer server =
        new ScriptedHttpServer().then(ScriptedHttpServer.status(200, TestSources.NOTHING))) {
      UsageSource source =
          new PrometheusUsageSources(
                  new PrometheusSettings(
                      Optional.of(URI.create(server.url())),
                      Credentials.NONE,
                      Map.of(),
                      new AllowedUrls(List.of()),
                      new PrometheusSettings.Query(
                          2,
                          Duration.ofSeconds(20),
                          10_000,
                          0,
                          Duration.ofMillis(1),
                          setting,
                          Duration.ofSeconds(5))),
                  Clock.systemUTC(),
                  QueryListener.NONE)
              .source(SourceRequest.DEFAULT);

      source.read(TestSources.QUERY, (k, s, v, n) -> {});

      assertThat(server.requests().get(0).headers().getFirst("Accept-Encoding"))
          .isEqualTo(encoding);
    }
  }
}
