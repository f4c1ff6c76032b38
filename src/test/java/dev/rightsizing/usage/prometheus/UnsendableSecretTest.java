// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.usage.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that no HTTP header can carry: the JDK's own message would repeat them. */
class UnsendableSecretTest {
  private static final String SECRET = "s3cr3t";

  private final ScriptedHttpServer server =
      new ScriptedHttpServer().then(ScriptedHttpServer.json(TestSources.NOTHING));

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> secrets() {
    return Stream.of(
        Arguments.of(Map.of("token", SECRET + "\nsecond line"), "token"),
        Arguments.of(Map.of("token", SECRET + "\u20ac"), "token"),
        Arguments.of(Map.of("token", " \n"), "token"),
        Arguments.of(Map.of("header.X-Key", SECRET + "\r\nX-Other: 1"), "header.X-Key"),
        Arguments.of(Map.of("header.", SECRET), "header."),
        Arguments.of(Map.of("header.X Key", SECRET), "header.X Key"),
        Arguments.of(Map.of("header.Host", SECRET), "header.Host"),
        Arguments.of(Map.of("header.content-length", SECRET), "header.content-length"),
        Arguments.of(
            Map.of("token", SECRET, "header.authorization", SECRET), "header.authorization"),
        Arguments.of(Map.of("username", "a:b", "password", SECRET), "username"));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void isRefusedByKeyAndNeverRepeated(Map<String, String> secret, String key) {
    Throwable refusal =
        catchThrowable(
            () ->
                TestSources.source(
                        TestSources.settings(server.url(), Credentials.NONE, 0),
                        TestSources.with(secret))
                    .read(TestSources.QUERY, (k, s, v, n) -> {}));

    assertThat(refusal)
        .isInstanceOfSatisfying(
            UsageException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.AUTH_SECRET_INVALID));
    assertThat(refusal).hasMessageContaining(key);
    assertThat(trace(refusal)).doesNotContain(SECRET);
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET + "\nsecond", "\n"})
  void aTokenFileIsHeldToTheSame(String content, @TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("token"), content);
    Credentials own =
        new Credentials(
            Optional.of(new FileAuthorization(file, Optional.empty())), Map.of(), Optional.empty());

    UsageException refusal =
        catchThrowableOfType(
            UsageException.class,
            () ->
                TestSources.source(server.url(), own, 0)
                    .read(TestSources.QUERY, (k, s, v, n) -> {}));

    assertThat(refusal.reason()).isEqualTo(Reason.AUTH_SECRET_INVALID);
    assertThat(refusal).hasMessageContaining(file.toString());
    assertThat(trace(refusal)).doesNotContain(SECRET);
  }

  @Test
  void aHeaderMayReplaceTheUserAgentWithoutBeingSentTwice() throws Exception {
    TestSources.source(
            TestSources.settings(server.url(), Credentials.NONE, 0),
            TestSources.with(Map.of("header.User-Agent", "ours")))
        .read(TestSources.QUERY, (k, s, v, n) -> {});

    assertThat(server.requests().get(0).headers().get("User-Agent")).isEqualTo(List.of("ours"));
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
