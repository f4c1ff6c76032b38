// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static dev.rightsizing.testkit.ScriptedHttpServer.header;
import static dev.rightsizing.testkit.ScriptedHttpServer.json;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static dev.rightsizing.testkit.ScriptedHttpServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.usage.AuthSecret;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real HTTP server that does everything that a Prometheus should not. */
@Timeout(30)
class MisbehavingPrometheusTest {
  private static final String TWO_SAMPLES =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
          + "{\"namespace\":\"shop\",\"pod\":\"web-1\",\"container\":\"app\",\"id\":\"x\"},"
          + "\"values\":[[1700000100,\"0.5\"],[1700000400,\"1e-3\"]]}]}}";
  private static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
  private static final UsageQuery QUERY =
      new UsageQuery(
          Resource.CPU,
          new TreeSet<>(Set.of("shop")),
          Instant.ofEpochSecond(1700000100),
          Instant.ofEpochSecond(1700003700),
          Duration.ofMinutes(5));

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final List<QueryListener.Sent> heard = new ArrayList<>();
  private final List<String> samples = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private UsageSource source(int retries) throws UsageException {
    return source(server.url(), Credentials.NONE, retries, SourceRequest.DEFAULT);
  }

  private UsageSource source(
      String url, Credentials credentials, int retries, SourceRequest request)
      throws UsageException {
    return new PrometheusUsageSources(
            settings(url, credentials, retries), Clock.systemUTC(), heard::add)
        .source(request);
  }

  private static PrometheusSettings settings(String url, Credentials credentials, int retries) {
    return new PrometheusSettings(
        Optional.of(URI.create(url)),
        credentials,
        Map.of(),
        new AllowedUrls(List.of("http://127.0.0.1:*")),
        new PrometheusSettings.Query(
            2, Duration.ofSeconds(2), 10_000, retries, Duration.ofMillis(5), true));
  }

  private ReadReport read(UsageSource source) throws UsageException {
    return source.read(
        QUERY,
        (key, seconds, values, count) -> {
          for (int i = 0; i < count; i++) {
            samples.add(key.pod() + "@" + seconds[i] + "=" + values[i]);
          }
        });
  }

  private UsageException failure(UsageSource source) {
    return catchThrowableOfType(UsageException.class, () -> read(source));
  }

  @ParameterizedTest
  @CsvSource({
    "401, Unauthorized",
    "403, Forbidden",
    "404, NotFound",
    "400, QueryRejected",
    "413, TooManyPoints",
    "422, QueryRejected",
    "429, RateLimited",
    "500, SourceError",
    "502, SourceError",
    "503, SourceOverloaded",
    "504, SourceError",
    "302, NotPrometheus",
    "204, NotPrometheus"
  })
  void everyStatusHasItsReasonAndNamesUrlAndMetric(int status, String reason) throws Exception {
    server.then(status(status, status == 204 ? "" : "because"));

    UsageException failure = failure(source(0));

    assertThat(failure.reason().text()).isEqualTo(reason);
    assertThat(failure).hasMessageContaining(server.url());
    assertThat(failure).hasMessageContaining("container_cpu_usage_seconds_total");
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404", "400", "422", "302"})
  void whatWillFailAgainIsNotTriedAgain(int status) throws Exception {
    server.then(status(status, "no"));

    failure(source(3));

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "502", "503", "504"})
  void whatMayPassIsTriedAgain(int status) throws Exception {
    server.then(status(status, "busy")).then(status(status, "busy")).then(json(TWO_SAMPLES));

    ReadReport report = read(source(3));

    assertThat(report.samples()).isEqualTo(2);
    assertThat(report.queries()).isEqualTo(3);
    assertThat(heard).extracting(QueryListener.Sent::outcome).endsWith(Reason.SOURCE_REACHABLE);
  }

  @Test
  void retriesEndWithTheLastReason() throws Exception {
    server.then(status(503, "busy"));

    assertThat(failure(source(2)).reason()).isEqualTo(Reason.SOURCE_OVERLOADED);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    server.then(header("Retry-After", "1", status(429, "slow down"))).then(json(TWO_SAMPLES));
    long start = System.nanoTime();

    read(source(1));

    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
  }

  @Test
  void nobodyListens() throws Exception {
    server.close();

    UsageException failure = failure(source(0));

    assertThat(failure.reason()).isEqualTo(Reason.SOURCE_UNREACHABLE);
    assertThat(failure).hasMessageContaining("connection refused");
  }

  @Test
  void anAnswerThatNeverComesTimesOut() throws Exception {
    server.then(exchange -> sleep());

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.SOURCE_TIMEOUT);
  }

  @Test
  void anAnswerThatStopsHalfWayTimesOut() throws Exception {
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          sleep();
        });

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.SOURCE_TIMEOUT);
  }

  private static void sleep() {
    try {
      TimeUnit.SECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<html><body>Sign in</body></html>",
        "[1, 2]",
        "{\"hello\": \"world\"}",
        "\"success\"",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
      })
  void somethingElseThanAPrometheus(String body) throws Exception {
    server.then(status(200, body));

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.NOT_PROMETHEUS);
  }

  @Test
  void anAnswerThatEndsTooEarly() throws Exception {
    server.then(truncated(TWO_SAMPLES, 30));

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void jsonThatEndsTooEarlyAlthoughTheTransferIsWhole() throws Exception {
    server.then(json(TWO_SAMPLES.substring(0, TWO_SAMPLES.length() - 40)));

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.TRUNCATED);
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, SourceTimeout",
    "unavailable, SourceOverloaded",
    "internal, SourceError",
    "bad_data, QueryRejected",
    "execution, QueryRejected"
  })
  void anErrorInAnAnswerWithStatus200(String type, String reason) throws Exception {
    server.then(json("{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"sorry\"}"));

    UsageException failure = failure(source(0));

    assertThat(failure.reason().text()).isEqualTo(reason);
    assertThat(failure).hasMessageContaining("sorry");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400;exceeded maximum resolution of 11,000 points per timeseries. Try decreasing",
        "422;query processing would load too many samples into memory in query execution"
      })
  void anAnswerThatWouldBeTooLargeIsToldApart(int status, String text) throws Exception {
    server.then(status(status, "{\"status\":\"error\",\"error\":\"" + text + "\"}"));

    assertThat(failure(source(3)).reason()).isEqualTo(Reason.TOO_MANY_POINTS);
  }

  @Test
  void warningsMeanThatDataMayBeMissing() throws Exception {
    server.then(json(TWO_SAMPLES.replaceFirst("}$", ",\"warnings\":[\"store 3 is away\"]}")));

    UsageException failure = failure(source(0));

    assertThat(failure.reason()).isEqualTo(Reason.PARTIAL_RESPONSE);
    assertThat(failure).hasMessageContaining("store 3 is away");
  }

  @Test
  void hintsAreNoWarnings() throws Exception {
    server.then(json(TWO_SAMPLES.replaceFirst("}$", ",\"infos\":[\"might not be a counter\"]}")));

    assertThat(read(source(0)).samples()).isEqualTo(2);
  }

  @Test
  void samplesThatAreNoNumbersAreDroppedAndCounted() throws Exception {
    server.then(
        json(
            TWO_SAMPLES.replace(
                "[1700000400,\"1e-3\"]",
                "[1700000400,\"NaN\"],[1700000700,\"+Inf\"],[1700001000,\"-Inf\"],"
                    + "[1700001300,\"-1\"],[1700001600,\"2\"]")));

    ReadReport report = read(source(0));

    assertThat(samples).containsExactly("web-1@1700000100=0.5", "web-1@1700001600=2.0");
    assertThat(report.dropped()).isEqualTo(4);
  }

  @Test
  void anEmptyResultIsNoError() throws Exception {
    server.then(json(NOTHING));

    assertThat(read(source(0)).series()).isZero();
    assertThat(samples).isEmpty();
  }

  @Test
  void aSeriesWithoutAPodIsSkipped() throws Exception {
    server.then(json(TWO_SAMPLES.replace("\"pod\":\"web-1\",", "")));

    read(source(0));

    assertThat(samples).isEmpty();
  }

  @Test
  void moreSamplesThanAskedForAreNotReadOn() throws Exception {
    StringBuilder values = new StringBuilder("[1,\"1\"]");
    for (int i = 2; i < 100_000; i++) {
      values.append(",[").append(i).append(",\"1\"]");
    }
    server.then(
        json(TWO_SAMPLES.replace("[1700000100,\"0.5\"],[1700000400,\"1e-3\"]", values.toString())));

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.NOT_PROMETHEUS);
  }

  @Test
  void aClockThatIsFarOffIsTold() throws Exception {
    server.then(json(TWO_SAMPLES));
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

    UsageException failure =
        failure(
            new PrometheusUsageSources(
                    settings(server.url(), Credentials.NONE, 0), ahead, heard::add)
                .source(SourceRequest.DEFAULT));

    assertThat(failure.reason()).isEqualTo(Reason.CLOCK_SKEW);
    assertThat(failure).hasMessageContaining("behind");
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (ScriptedHttpServer elsewhere = new ScriptedHttpServer().then(json(TWO_SAMPLES))) {
      server.then(header("Location", elsewhere.url() + "/api/v1/query_range", status(307, "")));

      failure(source(0));

      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void credentialsAndHeadersAreSentAndNeverSaid() throws Exception {
    server.then(status(403, "no"));
    Map<String, byte[]> secret =
        Map.of("token", bytes("s3cr3t-token"), "header.X-Scope-OrgID", bytes("team-a"));
    SourceRequest request =
        new SourceRequest(
            Optional.empty(), Optional.of(new AuthSecret("shop", "auth", secret)), Map.of());

    UsageException failure = failure(source(server.url(), Credentials.NONE, 0, request));

    var headers = server.requests().get(0).headers();
    assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer s3cr3t-token");
    assertThat(headers.getFirst("X-Scope-OrgID")).isEqualTo("team-a");
    assertThat(failure.getMessage() + request).doesNotContain("s3cr3t");
  }

  @Test
  void basicCredentialsAreSent() throws Exception {
    server.then(json(NOTHING));
    Map<String, byte[]> secret = Map.of("username", bytes("ann"), "password", bytes("pw"));

    read(
        source(
            server.url(),
            Credentials.NONE,
            0,
            new SourceRequest(
                Optional.empty(), Optional.of(new AuthSecret("shop", "auth", secret)), Map.of())));

    assertThat(server.requests().get(0).headers().getFirst("Authorization"))
        .isEqualTo("Basic YW5uOnB3");
  }

  @Test
  void theOperatorsCredentialsGoToItsOwnSourceOnly(@TempDir Path dir) throws Exception {
    Path token = Files.writeString(dir.resolve("token"), "own-token\n");
    Credentials own =
        new Credentials(
            Optional.of(new FileAuthorization(token, Optional.empty())),
            Map.of(),
            Optional.empty());
    server.then(json(NOTHING));
    SourceRequest foreign =
        new SourceRequest(Optional.of(server.url()), Optional.empty(), Map.of());

    read(source("http://127.0.0.1:1", own, 0, foreign));

    assertThat(server.requests().get(0).headers().getFirst("Authorization")).isNull();
  }

  @Test
  void aRotatedTokenFileCountsAtOnce(@TempDir Path dir) throws Exception {
    Path token = Files.writeString(dir.resolve("token"), "first");
    Credentials own =
        new Credentials(
            Optional.of(new FileAuthorization(token, Optional.empty())),
            Map.of(),
            Optional.empty());
    server.then(json(NOTHING));
    UsageSource source = source(server.url(), own, 0, SourceRequest.DEFAULT);
    read(source);
    Files.writeString(token, "second");

    read(source);

    assertThat(server.requests())
        .extracting(r -> r.headers().getFirst("Authorization"))
        .containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void matchersAreAddedToEveryQueryAndStayValues() throws Exception {
    server.then(json(NOTHING));
    SourceRequest request =
        new SourceRequest(
            Optional.empty(), Optional.empty(), Map.of("cluster", "prod\"} or up{x=\"1"));

    read(source(server.url(), Credentials.NONE, 0, request));

    String body =
        java.net.URLDecoder.decode(server.requests().get(0).body(), StandardCharsets.UTF_8);
    assertThat(body).contains("cluster=\"prod\\\"} or up{x=\\\"1\"");
  }

  @Test
  void asksForCompressedJsonByPost() throws Exception {
    server.then(json(TWO_SAMPLES));

    read(source(0));

    assertThat(server.requests().get(0).headers().getFirst("Accept-Encoding")).isEqualTo("gzip");
    assertThat(server.requests().get(0).path()).isEqualTo("/api/v1/query_range");
    assertThat(samples).containsExactly("web-1@1700000100=0.5", "web-1@1700000400=0.001");
  }

  @Test
  void whyThereAreNoOwnersIsSaid() throws Exception {
    server.then(status(404, "not here"));
    UsageSource source = source(0);

    UsageException failure =
        catchThrowableOfType(
            UsageException.class,
            () -> source.podOwners(Set.of("shop"), Instant.EPOCH, Instant.ofEpochSecond(100)));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(failure).hasMessageContaining("kube_pod_owner");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
