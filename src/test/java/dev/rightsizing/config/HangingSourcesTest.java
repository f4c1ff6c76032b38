// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import static dev.rightsizing.testkit.ScriptedHttpServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Window;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.memory.MemoryBound;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.AllowedUrls;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HangingSourcesTest {
  private static final int HANGING = 4;
  private static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

  private final List<ScriptedHttpServer> servers = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService policies = Executors.newCachedThreadPool();
  private final ExecutorService readers = new DaemonThreads().growing("usage");

  @AfterEach
  void stop() {
    end.countDown();
    policies.shutdownNow();
    readers.shutdownNow();
    servers.forEach(ScriptedHttpServer::close);
  }

  private ScriptedHttpServer server(ScriptedHttpServer.ApiResponse answer) {
    ScriptedHttpServer server = new ScriptedHttpServer().then(answer);
    servers.add(server);
    return server;
  }

  @Test
  void aGoodSourceIsReadInTimeBesideFourThatHang() throws Exception {
    PrometheusUsageSources sources =
        new PrometheusUsageSources(
            new PrometheusSettings(
                Optional.empty(),
                Credentials.NONE,
                Map.of(),
                new AllowedUrls(List.of("http://127.0.0.1:*")),
                new PrometheusSettings.Query(
                    2, Duration.ofMinutes(2), 10_000, 3, Duration.ofMillis(1), false)),
            new SettableClock(Instant.now()),
            QueryListener.NONE);
    UsageMemory memory =
        new UsageMemory(
            CollectorSettings.of(10_000, 2),
            MemoryBound.NONE,
            new SettableClock(Instant.now()),
            readers,
            sources);
    for (int i = 0; i < HANGING; i++) {
      String url = server(exchange -> hold()).url();
      String name = "p" + i;
      policies.submit(() -> collect(memory, sources, name, url));
    }
    await().until(() -> servers.stream().allMatch(server -> !server.requests().isEmpty()));
    String good = server(json(NOTHING)).url();

    UsageMemory.Collected read =
        policies.submit(() -> collect(memory, sources, "good", good)).get(30, TimeUnit.SECONDS);

    assertThat(read.usage().report().queries()).isPositive();
  }

  private static UsageMemory.Collected collect(
      UsageMemory memory, PrometheusUsageSources sources, String policy, String url)
      throws Exception {
    PolicyRef ref = new PolicyRef("shop", policy);
    SourceRequest request = new SourceRequest(ref, Optional.of(url), Optional.empty(), Map.of());
    return memory.collect(
        ref,
        sources.source(request),
        Window.DEFAULT,
        new CollectRequest(
            Window.DEFAULT.lookback(),
            new TreeSet<>(Set.of("shop")),
            history -> (namespace, pod) -> Optional.empty(),
            Map.of()));
  }

  private void hold() {
    try {
      end.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
