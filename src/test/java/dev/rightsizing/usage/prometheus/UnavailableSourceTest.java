// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static dev.rightsizing.testkit.ScriptedHttpServer.json;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnavailableSourceTest {
  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdownNow();
    server.close();
  }

  private PrometheusUsageSources sources(Duration timeout) {
    return new PrometheusUsageSources(
        new PrometheusSettings(
            Optional.of(URI.create(server.url())),
            Credentials.NONE,
            Map.of(),
            new AllowedUrls(List.of()),
            new PrometheusSettings.Query(2, timeout, 10_000, 0, Duration.ofMillis(1), false)),
        Clock.systemUTC(),
        QueryListener.NONE);
  }

  private static UsageSource source(PrometheusUsageSources sources, String tenant)
      throws UsageException {
    return sources.source(
        new SourceRequest(
            new PolicyRef(tenant, "p"),
            Optional.empty(),
            Optional.empty(),
            Map.of("tenant", tenant)));
  }

  private static UsageException refusal(UsageSource source) {
    return catchThrowableOfType(
        UsageException.class, () -> source.read(TestSources.QUERY, (k, s, v, n) -> {}));
  }

  private ScriptedHttpServer.ApiResponse hangs() {
    return exchange -> hold(end);
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSourceThatDoesNotAnswerIsNotAskedForAWhile() throws Exception {
    server.always(request -> hangs());
    PrometheusUsageSources sources = sources(Duration.ofMillis(400));
    UsageSource source = source(sources, "a");
    for (int i = 0; i < 3; i++) {
      assertThat(refusal(source).reason()).isEqualTo(Reason.SOURCE_TIMEOUT);
    }
    int asked = server.requests().size();

    UsageException fast = refusal(source);

    assertThat(server.requests()).hasSize(asked);
    assertThat(fast.reason()).isEqualTo(Reason.SOURCE_TIMEOUT);
    assertThat(fast).hasMessageContaining("has not answered in time since 20");
    assertThat(fast).hasMessageContaining("resume at 20");
    assertThat(sources.away()).isEqualTo(1);
  }

  @Test
  void aSourceThatIsBackIsReadAgain() throws Exception {
    AtomicBoolean back = new AtomicBoolean();
    server.always(request -> back.get() ? json(TestSources.NOTHING) : hangs());
    PrometheusUsageSources sources = sources(Duration.ofMillis(200));
    UsageSource source = source(sources, "a");
    for (int i = 0; i < 3; i++) {
      refusal(source);
    }
    assertThat(sources.away()).isEqualTo(1);

    back.set(true);

    await().until(() -> refusal(source) == null);
    assertThat(sources.away()).isZero();
  }

  @Test
  void aServerThatRefusesIsAskedAgainAtOnce() throws Exception {
    server.then(status(422, "no"));
    PrometheusUsageSources sources = sources(Duration.ofSeconds(5));
    UsageSource source = source(sources, "a");

    for (int i = 0; i < 10; i++) {
      refusal(source);
    }

    assertThat(sources.away()).isZero();
    assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void oneTenantsSourceLeavesTheOthersAlone() throws Exception {
    server.always(
        request ->
            request.body().contains("tenant%3D%22a%22") ? hangs() : json(TestSources.NOTHING));
    PrometheusUsageSources sources = sources(Duration.ofMillis(300));
    UsageSource hanging = source(sources, "a");
    UsageSource good = source(sources, "b");
    for (int i = 0; i < 4; i++) {
      refusal(hanging);
    }

    assertThatCode(() -> good.read(TestSources.QUERY, (k, s, v, n) -> {}))
        .doesNotThrowAnyException();
  }

  @Test
  void sourcesAtOneUrlShareThePermits() throws Exception {
    CountDownLatch third = new CountDownLatch(3);
    server.always(
        request ->
            exchange -> {
              third.countDown();
              hold(end);
              json(TestSources.NOTHING).send(exchange);
            });
    PrometheusUsageSources sources = sources(Duration.ofSeconds(20));
    List<UsageSource> several =
        List.of(source(sources, "a"), source(sources, "b"), source(sources, "c"));
    List<Future<?>> reads =
        IntStream.range(0, 3)
            .<Future<?>>mapToObj(
                i ->
                    threads.submit(
                        () -> several.get(i).read(TestSources.QUERY, (k, s, v, n) -> {})))
            .toList();

    await().until(() -> server.requests().size() == 2);
    boolean three = third.await(300, TimeUnit.MILLISECONDS);
    end.countDown();
    for (Future<?> read : reads) {
      read.get(1, TimeUnit.MINUTES);
    }

    assertThat(three).as("three queries at once where two are allowed").isFalse();
  }

  @Test
  void aDeadlineThatIsNotNeededHoldsNothing() {
    try (Deadlines deadlines = new Deadlines()) {
      Future<?> deadline = deadlines.after(TimeUnit.HOURS.toNanos(1), () -> {});

      deadline.cancel(false);

      assertThat(deadlines.waiting()).isZero();
    }
  }

  @Test
  void aRotatedTokenIsSentByTheSameSource() throws Exception {
    server.then(json(TestSources.NOTHING));
    PrometheusUsageSources sources = sources(Duration.ofSeconds(5));
    UsageSource source = sources.source(TestSources.with(Map.of("token", "old")));
    source.read(TestSources.QUERY, (k, s, v, n) -> {});

    UsageSource rotated = sources.source(TestSources.with(Map.of("token", "new")));
    rotated.read(TestSources.QUERY, (k, s, v, n) -> {});

    assertThat(rotated).isSameAs(source);
    assertThat(server.requests())
        .extracting(request -> request.headers().getFirst("Authorization"))
        .containsExactly("Bearer old", "Bearer new");
  }
}
