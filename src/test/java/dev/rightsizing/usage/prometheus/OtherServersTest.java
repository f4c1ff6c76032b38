// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static dev.rightsizing.testkit.ScriptedHttpServer.json;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageCollector;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.saturation.CollectedSaturation;
import dev.rightsizing.usage.saturation.MissingEvidence;
import dev.rightsizing.usage.saturation.SaturationCollector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real HTTP server with the manners of Thanos, Mimir, Cortex, VictoriaMetrics and AMP. */
@Timeout(60)
class OtherServersTest {
  private static final String VICTORIA =
      "error occured during search: cannot fetch query results from vmstorage nodes: cannot select"
          + " more than -search.maxSamplesPerQuery=1000000000 samples; possible solutions: increase"
          + " the -search.maxSamplesPerQuery; reduce time range for the query; use more specific"
          + " label filters in order to select fewer series";
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final ScriptedHttpServer server = new ScriptedHttpServer();

  @AfterEach
  void stop() {
    server.close();
    executor.shutdownNow();
  }

  private UsageSource source(Duration extraTimeout) throws UsageException {
    return new PrometheusUsageSources(
            new PrometheusSettings(
                Optional.of(URI.create(server.url())),
                Credentials.NONE,
                Map.of(),
                new AllowedUrls(List.of()),
                new PrometheusSettings.Query(
                    2,
                    Duration.ofSeconds(20),
                    1_000_000,
                    1,
                    Duration.ofMillis(5),
                    Compression.ALWAYS,
                    extraTimeout)),
            Clock.systemUTC(),
            QueryListener.NONE)
        .source(SourceRequest.DEFAULT);
  }

  private static CollectRequest request() {
    return new CollectRequest(
        TWO_DAYS,
        new TreeSet<>(List.of("shop")),
        history -> (namespace, pod) -> Optional.of(WEB),
        Map.of());
  }

  private CollectedUsage usage(UsageSource source) throws UsageException {
    return new UsageCollector(
            source,
            Duration.ofMinutes(5),
            Aggregation.MAX_OVER_PODS,
            CollectorSettings.of(1_000_000, 2),
            Clock.systemUTC(),
            executor)
        .collect(request());
  }

  private CollectedSaturation saturation(UsageSource source) {
    return new SaturationCollector(source, CollectorSettings.of(1_000_000, 2), Clock.systemUTC())
        .collect(request());
  }

  /** Field by field, as a server reads them. */
  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (a, b) -> a));
  }

  /** Hours that a request spans; zero where it is none of a range. */
  private static double hours(ScriptedHttpServer.Request request) {
    Map<String, String> form = form(request.body());
    return form.containsKey("step")
        ? (Double.parseDouble(form.get("end")) - Double.parseDouble(form.get("start"))) / 3600
        : 0;
  }

  /** One pod that uses one of everything, without what a real answer has beside it. */
  private static String answer(ScriptedHttpServer.Request request) {
    if (request.path().endsWith("/series")) {
      return "{\"status\":\"success\",\"data\":[]}";
    }
    Map<String, String> form = form(request.body());
    return form.containsKey("step")
        ? "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
            + "{\"namespace\":\"shop\",\"pod\":\"web-1\",\"container\":\"app\"},\"values\":[["
            + form.get("end")
            + ",\"1\"]]}]}}"
        : "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
  }

  private void refuses(double overHours, ScriptedHttpServer.ApiResponse refusal) {
    server.always(
        request ->
            request.path().endsWith("query_range") && hours(request) > overHours
                ? refusal
                : json(answer(request)));
  }

  private static String error(String text) {
    return "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"" + text + "\"}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "413 | response larger than the max (181673024 vs 52428800)",
        "422 | " + VICTORIA,
        "422 | not enough memory for processing 9000000000 data points across 3000 time series",
        "422 | expanding series: the query hit the max number of chunks limit (limit: 2000000)",
        "422 | expanding series: proxy Series(): rpc error: code = Aborted: exceeded chunks limit",
        "422 | the query exceeded the maximum number of chunks (err-mimir-max-chunks-per-query)",
        "400 | the query time range exceeds the limit (query length: 24h0m0s, limit: 12h0m0s)",
        "400 | time range cannot exceed 32 days",
        "422 | words that nobody knows"
      })
  void whateverRefusesALongRangeIsAskedForInHalves(int status, String words) throws Exception {
    refuses(12, status(status, status == 413 ? words : error(words)));
    UsageSource source = source(Duration.ofSeconds(10));

    assertThat(usage(source).hasSeries(Resource.MEMORY)).isTrue();
    assertThat(saturation(source).missing())
        .extracting(MissingEvidence::reason)
        .doesNotContain(Reason.TOO_MANY_POINTS, Reason.QUERY_REJECTED);
    assertThat(server.requests()).anyMatch(request -> hours(request) > 12);
  }

  @Test
  void whatIsRefusedForAnHourIsAnErrorInTheServersOwnWords() throws Exception {
    refuses(0.5, status(422, error(VICTORIA + ". Ask somebody else")));

    UsageException failure =
        catchThrowableOfType(UsageException.class, () -> usage(source(Duration.ofSeconds(10))));

    assertThat(failure.getMessage()).endsWith(": " + VICTORIA);
    assertThat(failure.ownWords()).doesNotContain("; ");
    // A day, then a half each time, down to an hour: of that 55 minutes are between its steps.
    assertThat(
            server.requests().stream()
                .filter(r -> r.body().contains("container_memory_working_set_bytes"))
                .filter(r -> r.path().endsWith("query_range"))
                .mapToDouble(OtherServersTest::hours)
                .filter(hours -> hours > 0)
                .map(Math::ceil))
        .containsExactly(24.0, 12.0, 6.0, 3.0, 1.0);
  }

  @Test
  void aTimeForWhichNoStoreHasAnythingIsEmpty() throws Exception {
    // Thanos before its first block, 30 hours ago.
    long first = Instant.now().minus(Duration.ofHours(30)).getEpochSecond();
    server.always(
        request -> {
          Map<String, String> form = form(request.body());
          boolean before = form.containsKey("end") && Double.parseDouble(form.get("end")) < first;
          String nothing =
              request.path().endsWith("/series")
                  ? "[]"
                  : "{\"resultType\":\"matrix\",\"result\":[]}";
          return json(
              before
                  ? "{\"status\":\"success\",\"data\":"
                      + nothing
                      + ",\"warnings\":[\"No StoreAPIs matched for this query\"]}"
                  : answer(request));
        });

    assertThat(usage(source(Duration.ofSeconds(10))).hasSeries(Resource.CPU)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No StoreAPIs matched for this query",
        "no store matched for this query",
        "store 10.0.0.7:10901 is unavailable"
      })
  void aWarningBesideDataMeansThatSomeIsMissing(String warning) throws Exception {
    server.always(
        request ->
            json(answer(request).replaceFirst("}$", ",\"warnings\":[\"" + warning + "\"]}")));

    UsageException failure =
        catchThrowableOfType(UsageException.class, () -> usage(source(Duration.ofSeconds(10))));

    assertThat(failure.reason()).isEqualTo(Reason.PARTIAL_RESPONSE);
    assertThat(failure).hasMessageContaining(warning);
  }

  @Test
  void aHintAmongTheWarningsIsNone() throws Exception {
    server.always(
        request ->
            json(
                answer(request)
                    .replaceFirst(
                        "}$",
                        ",\"warnings\":[\"PromQL info: metric might not be a counter, name does"
                            + " not end in _total/_sum/_count/_bucket\"]}")));

    assertThat(usage(source(Duration.ofSeconds(10))).hasSeries(Resource.CPU)).isTrue();
  }

  @Test
  void whatOnlyImprovesFiguresNeverHoldsThemUp() throws Exception {
    server.always(
        request ->
            request.path().endsWith("/series")
                    || form(request.body()).getOrDefault("step", "").equals("1h")
                ? exchange -> hang()
                : json(answer(request)));
    UsageSource source = source(Duration.ofMillis(200));
    long begin = System.nanoTime();

    CollectedUsage usage = usage(source);
    CollectedSaturation saturation = saturation(source);

    assertThat(usage.hasSeries(Resource.CPU)).isTrue();
    assertThat(usage.missing()).hasSize(1);
    assertThat(usage.missing().get(0))
        .contains("owners of deleted pods")
        .contains("RIGHTSIZING_QUERY_EXTRA_TIMEOUT");
    assertThat(saturation.missing())
        .hasSize(4)
        .extracting(MissingEvidence::reason)
        .containsOnly(Reason.SOURCE_TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
  }

  private static void hang() {
    try {
      TimeUnit.SECONDS.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 413, 422, 429, 500, 503})
  void whateverIsAnsweredForOwnersUsageIsRead(int refusal) throws Exception {
    server.always(
        request ->
            request.path().endsWith("/series") ? status(refusal, "no") : json(answer(request)));

    CollectedUsage usage = usage(source(Duration.ofSeconds(2)));

    assertThat(usage.hasSeries(Resource.CPU)).isTrue();
    assertThat(usage.missing()).hasSize(1);
  }
}
