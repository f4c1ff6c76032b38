// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import static dev.rightsizing.testkit.ScriptedHttpServer.header;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.testkit.ScriptedHttpServer.ApiResponse;
import dev.rightsizing.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of GitHub and GitLab, as they document them. */
class RateLimitTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final ApiCall READ = ApiCall.get("/repos/shop/deploy");
  private static final ApiResponse SECONDARY =
      status(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}");

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final SettableClock clock = new SettableClock(NOW);
  private final ApiClient client = client();

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient client() {
    Duration time = Duration.ofSeconds(5);
    ApiSettings settings =
        new ApiSettings(time, time, 2, Duration.ofMillis(5), 1 << 20, Optional.empty());
    try {
      return new ApiClient(
          new HttpClients(settings).trusting(Credentials.NONE),
          new ApiTarget("GitHub", URI.create(server.url())),
          () -> "Bearer x",
          settings,
          clock);
    } catch (GitException e) {
      throw new IllegalStateException(e);
    }
  }

  private Duration limited(ApiResponse answer) {
    server.then(answer).then(status(200, "{}"));
    GitException fault = catchThrowableOfType(GitException.class, () -> client.send(READ));
    assertThat(fault.reason()).isEqualTo(Reason.GIT_RATE_LIMITED);
    assertThat(server.requests()).as("not asked again").hasSize(1);
    return fault.retryAfter().orElseThrow();
  }

  @Test
  void retryAfterCounts() {
    assertThat(limited(header("Retry-After", "90", status(429, ""))))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void retryAfterMayBeADate() {
    // The server sends its own clock, which is the real one.
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(300).atOffset(ZoneOffset.UTC));

    assertThat(limited(header("Retry-After", date, status(429, ""))))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  @Test
  void aSecondaryLimitWithoutATimeLastsAMinute() {
    assertThat(limited(SECONDARY)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aSecondaryLimitMayHaveATime() {
    assertThat(limited(header("Retry-After", "7", SECONDARY))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aUsedUpQuotaLastsUntilItsReset() {
    String reset = "" + Instant.now().plusSeconds(1200).getEpochSecond();

    Duration wait =
        limited(
            header(
                "x-ratelimit-remaining",
                "0",
                header("x-ratelimit-reset", reset, status(403, "{\"message\":\"API rate\"}"))));

    assertThat(wait).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(21));
  }

  @Test
  void gitLabNamesItsHeadersOtherwise() {
    assertThat(
            limited(
                header(
                    "RateLimit-Remaining",
                    "0",
                    header("Retry-After", "30", status(429, "Retry later\n")))))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anAbsurdTimeIsCut() {
    assertThat(limited(header("Retry-After", "999999999", status(429, ""))))
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void nothingIsSentUntilTheTimeIsOver() throws GitException {
    limited(header("Retry-After", "60", status(429, "")));

    GitException fault = catchThrowableOfType(GitException.class, () -> client.send(READ));
    assertThat(fault.reason()).isEqualTo(Reason.GIT_RATE_LIMITED);
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(server.requests()).hasSize(1);

    clock.advance(Duration.ofSeconds(61));
    client.send(READ);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aMissingRightIsNoLimit() {
    server.then(status(403, "{\"message\":\"Must have admin rights\"}"));

    GitException fault = catchThrowableOfType(GitException.class, () -> client.send(READ));

    assertThat(fault.reason()).isEqualTo(Reason.GIT_FORBIDDEN);
  }
}
