// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static dev.rightsizing.testkit.ScriptedHttpServer.header;
import static dev.rightsizing.testkit.ScriptedHttpServer.json;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests travel: connections, compression, concurrency, interruption, clocks. */
@Timeout(30)
class PrometheusTransportTest {
  private final ScriptedHttpServer server = new ScriptedHttpServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private UsageSource source(int retries) throws UsageException {
    return TestSources.source(server.url(), Credentials.NONE, retries);
  }

  private static UsageException failure(UsageSource source) {
    return catchThrowableOfType(
        UsageException.class, () -> source.read(TestSources.QUERY, (k, s, v, n) -> {}));
  }

  private static byte[] packed(String text) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  /** A matrix of many different samples, so that it stays large when compressed. */
  private static String large() {
    StringBuilder values = new StringBuilder();
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 8_000; i++) {
      values.append(i == 0 ? "" : ",").append('[').append(1700000000 + i * 60).append(",\"");
      values.append(random.nextDouble()).append("\"]");
    }
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
        + "{\"namespace\":\"shop\",\"pod\":\"p\",\"container\":\"c\"},\"values\":["
        + values
        + "]}]}}";
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionServesOneReadAfterTheOther(boolean large) throws Exception {
    byte[] body = packed(large ? large() : TestSources.NOTHING);
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    server.then(
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          // Chunked, as Prometheus answers.
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(body);
          exchange.getResponseBody().flush();
          exchange.getResponseBody().close();
        });
    UsageSource source = source(0);

    for (int i = 0; i < 5; i++) {
      source.read(TestSources.QUERY, (k, s, v, n) -> {});
    }

    assertThat(ports).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 40, 5_000})
  void compressedDataThatEndsTooEarlyIsTruncated(int missing) throws Exception {
    byte[] body = packed(large());
    server.then(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, body.length - missing);
          exchange.getResponseBody().write(body, 0, body.length - missing);
        });

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void aRefusalKeepsItsReasonWhenItsBodyIsBroken() throws Exception {
    server.then(header("Content-Encoding", "gzip", status(401, "not gzip at all")));

    assertThat(failure(source(3)).reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theServersWordsAreCutShort() throws Exception {
    server.then(status(422, "x".repeat(5_000)));

    assertThat(failure(source(0)).getMessage()).hasSizeLessThan(800).contains("xxx…");
  }

  @Test
  void notMoreQueriesRunAtATimeThanAllowed() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    server.then(
        exchange -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          await(gate);
          running.decrementAndGet();
          json(TestSources.NOTHING).send(exchange);
        });
    UsageSource source = source(0);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> reads = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        reads.add(threads.submit(() -> source.read(TestSources.QUERY, (k, s, v, n) -> {})));
      }
      Awaitility.await().until(() -> running.get() == 2);
      gate.countDown();
      for (Future<?> read : reads) {
        read.get(10, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most).hasValue(2);
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void anInterruptedReadEndsAtOnceAndStaysInterrupted() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.then(exchange -> await(gate));
    UsageSource source = source(3);
    List<Object> seen = new ArrayList<>();
    Thread reader =
        new Thread(
            () -> {
              seen.add(failure(source));
              seen.add(Thread.currentThread().isInterrupted());
            });
    reader.start();
    Awaitility.await().until(() -> !server.requests().isEmpty());

    reader.interrupt();
    reader.join(3_000);
    gate.countDown();

    assertThat(reader.isAlive()).isFalse();
    assertThat(seen).last().isEqualTo(true);
    assertThat(seen.get(0)).isInstanceOf(UsageException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aSliceOfTooManyPointsIsNeverSent() throws Exception {
    UsageQuery query =
        new UsageQuery(
            TestSources.QUERY.resource(),
            TestSources.QUERY.namespaces(),
            Instant.EPOCH,
            Instant.ofEpochSecond(11_000L * 60),
            Duration.ofMinutes(1));

    assertThatThrownBy(() -> source(0).read(query, (k, s, v, n) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11001");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void tellsHowFarTheServersClockIsOff() throws Exception {
    server.then(
        exchange -> {
          exchange
              .getResponseHeaders()
              .set(
                  "Date",
                  java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                      java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)));
          json(TestSources.NOTHING).send(exchange);
        });
    UsageSource source = source(0);
    assertThat(source.clockSkewSeconds()).isEmpty();

    source.read(TestSources.QUERY, (k, s, v, n) -> {});

    assertThat(source.clockSkewSeconds().orElseThrow()).isBetween(-5L, 5L);
  }

  @Test
  void allMatchersAreSentInOneOrder() throws Exception {
    server.then(json(TestSources.NOTHING));
    SourceRequest request =
        new SourceRequest(
            Optional.empty(), Optional.empty(), Map.of("region", "eu", "cluster", "prod"));

    TestSources.source(TestSources.settings(server.url(), Credentials.NONE, 0), request)
        .read(TestSources.QUERY, (k, s, v, n) -> {});

    assertThat(URLDecoder.decode(server.requests().get(0).body(), StandardCharsets.UTF_8))
        .contains("namespace=\"shop\",cluster=\"prod\",region=\"eu\"}[5m]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<none>"})
  void aPodWithoutAnOwnerHasNoneInHistory(String none) throws Exception {
    server.then(
        json(
            "{\"status\":\"success\",\"data\":[{\"__name__\":\"kube_pod_owner\",\"namespace\":"
                + "\"shop\",\"pod\":\"alone\",\"owner_kind\":\""
                + none
                + "\",\"owner_name\":\""
                + none
                + "\",\"owner_is_controller\":\""
                + none
                + "\"}]}"));

    PodOwnerHistory owners = source(0).podOwners(Set.of("shop"), Instant.EPOCH, Instant.EPOCH);

    assertThat(owners.podOwners()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 405, 422})
  void ownersThatAreDeniedAreNotAskedForAgain(int status) throws Exception {
    server.then(status(status, "no"));
    UsageSource source = source(3);

    assertThatThrownBy(() -> source.podOwners(Set.of("shop"), Instant.EPOCH, Instant.EPOCH))
        .isInstanceOf(UsageException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void moreAfterTheAnswersEndIsNoAnswer() throws Exception {
    server.then(json(TestSources.NOTHING + TestSources.NOTHING));

    assertThat(failure(source(0)).reason()).isEqualTo(Reason.NOT_PROMETHEUS);
  }

  @Test
  void aSpaceAfterTheAnswersEndIsFine() throws Exception {
    server.then(json(TestSources.NOTHING + "\n\n"));

    assertThat(source(0).read(TestSources.QUERY, (k, s, v, n) -> {}).queries()).isEqualTo(1);
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
