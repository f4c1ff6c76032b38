// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageCollector;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that never end; with a budget of 10,000 samples little of them is taken in. */
class TooLargeAnswerTest {
  private static final long BUDGET = 10_000;

  /** Far more than the limits of the budget; what is read beyond it is what buffers hold. */
  private static final long MOST_READ = 16 << 20;

  private static final String MATRIX =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[";

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong written = new AtomicLong();

  @AfterEach
  void stop() {
    server.close();
    threads.shutdownNow();
  }

  private UsageSource source() throws UsageException {
    return new PrometheusUsageSources(
            new PrometheusSettings(
                Optional.of(URI.create(server.url())),
                Credentials.NONE,
                Map.of(),
                new AllowedUrls(List.of()),
                new PrometheusSettings.Query(
                    2, Duration.ofMinutes(2), BUDGET, 0, Duration.ofMillis(1), true)),
            Clock.systemUTC(),
            QueryListener.NONE)
        .source(SourceRequest.DEFAULT);
  }

  /** Goes on until nobody reads any more. */
  private ScriptedHttpServer.ApiResponse endless(String start, LongFunction<String> item) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody(), 1 << 13)) {
        out.write(start.getBytes(StandardCharsets.UTF_8));
        for (long i = 0; i < Long.MAX_VALUE; i++) {
          byte[] bytes = item.apply(i).getBytes(StandardCharsets.UTF_8);
          written.addAndGet(bytes.length);
          out.write(bytes);
        }
      } catch (IOException e) {
        // The reader has had enough.
        return;
      }
    };
  }

  private static UsageException refusal(ThrowingCallable read) {
    return catchThrowableOfType(UsageException.class, read);
  }

  private void read() throws UsageException {
    source().read(TestSources.QUERY, (k, s, v, n) -> {});
  }

  private void isTooLarge(UsageException refusal, String what) {
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_POINTS);
    assertThat(refusal)
        .hasMessageContaining("answers with more than")
        .hasMessageContaining(what)
        .hasMessageContaining("RIGHTSIZING_QUERY_SAMPLE_BUDGET");
  }

  @Test
  void endlessWarningsEnd() {
    server.then(endless("{\"status\":\"success\",\"warnings\":[", i -> "\"warning " + i + "\","));

    isTooLarge(refusal(this::read), "bytes");
  }

  @Test
  void endlessOwnersEnd() {
    server.then(
        endless(
            "{\"status\":\"success\",\"data\":[",
            i ->
                "{\"__name__\":\"kube_pod_owner\",\"namespace\":\"shop\",\"pod\":\"p"
                    + i
                    + "\",\"owner_kind\":\"ReplicaSet\",\"owner_name\":\"r"
                    + i
                    + "\"},"));

    isTooLarge(
        refusal(() -> source().podOwners(Set.of("shop"), Instant.EPOCH, Instant.now())),
        "bytes of labels");
    assertThat(written.get()).isLessThan(MOST_READ);
  }

  @Test
  void endlessPricesEnd() {
    server.then(
        endless(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[",
            i -> "{\"metric\":{\"node\":\"n" + i + "\"},\"value\":[1,\"1\"]},"));

    isTooLarge(refusal(() -> source().nodePrices(Instant.now())), "bytes of labels");
    assertThat(written.get()).isLessThan(MOST_READ);
  }

  @Test
  void endlessSeriesWithoutSamplesEnd() {
    server.then(endless(MATRIX, i -> "{\"metric\":" + labels("p" + i) + ",\"values\":[]},"));

    isTooLarge(refusal(this::read), "bytes of labels");
    assertThat(written.get()).isLessThan(MOST_READ);
  }

  @Test
  void endlessLabelsOfOneSeriesEnd() {
    server.then(endless(MATRIX + "{\"metric\":{", i -> "\"l" + i + "\":\"v\","));

    assertThat(refusal(this::read).reason()).isEqualTo(Reason.TOO_MANY_POINTS);
    assertThat(written.get()).isLessThan(MOST_READ);
  }

  @Test
  void aTextThatIsTooLongIsNoAnswer() {
    server.then(
        endless(MATRIX + "{\"metric\":{\"pod\":\"", i -> "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));

    assertThat(refusal(this::read).reason()).isEqualTo(Reason.NOT_PROMETHEUS);
    assertThat(written.get()).isLessThan(MOST_READ);
  }

  @Test
  void endlessBlanksEnd() {
    server.then(endless("{\"status\":\"success\",", i -> "                                "));

    isTooLarge(refusal(this::read), "bytes");
  }

  @Test
  void deepJsonIsNoAnswer() {
    server.then(ScriptedHttpServer.json("{\"status\":\"success\",\"data\":" + "[".repeat(200_000)));

    UsageException refusal = refusal(this::read);

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_PROMETHEUS);
    assertThat(refusal).hasMessageContaining("nests too deeply");
  }

  @Test
  void manyShortPodsAreReadInShorterSlices() throws Exception {
    server.always(
        request ->
            ScriptedHttpServer.json(
                request.path().endsWith("query_range") ? shortPods(request.body()) : NOTHING));
    WorkloadRef web = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
    UsageCollector collector =
        new UsageCollector(
            source(),
            Duration.ofMinutes(5),
            Aggregation.POOLED,
            CollectorSettings.of(BUDGET, 2),
            new SettableClock(Instant.parse("2026-03-04T10:20:30Z")),
            threads);

    collector.collect(
        new CollectRequest(
            Duration.ofDays(1),
            new TreeSet<>(Set.of("shop")),
            history -> (namespace, pod) -> Optional.of(web),
            Map.of("shop", 10)));

    assertThat(server.requests().stream().filter(r -> r.path().endsWith("query_range")))
        .hasSizeGreaterThan(4);
  }

  private static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  /** 600 pods with a sample at both ends of the time that is asked for. */
  private static String shortPods(String body) {
    String start = body.replaceAll(".*start=(\\d+).*", "$1");
    String end = body.replaceAll(".*end=(\\d+).*", "$1");
    StringBuilder text = new StringBuilder(MATRIX);
    for (int i = 0; i < 600; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"metric\":")
          .append(labels("p" + i))
          .append(",\"values\":[[" + start + ",\"1\"],[" + end + ",\"1\"]]}");
    }
    return text.append("]}}").toString();
  }

  private static String labels(String pod) {
    return "{\"namespace\":\"shop\",\"pod\":\"" + pod + "\",\"container\":\"app\"}";
  }
}
