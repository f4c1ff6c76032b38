// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.Scraped;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
class ApiServerMetricsTest {
  private KubernetesMockServer server;
  private KubernetesClient client;

  private final OperatorRegistry registry = new OperatorRegistry();

  private final AtomicLong now = new AtomicLong();

  private KubernetesClient observed(String url, int retries) {
    ApiServerMetrics metrics = new ApiServerMetrics(registry, now::get);
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(url)
            .withRequestTimeout(3000)
            .withConnectionTimeout(3000)
            .withRequestRetryBackoffLimit(retries)
            .withRequestRetryBackoffInterval(10)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("telemetry", metrics))
        .build();
  }

  private KubernetesClient observed() {
    return observed(client.getMasterUrl().toString(), 0);
  }

  @Test
  void timesRequestsByMethodGroupAndStatus() {
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/shop/pods")
        .andReturn(200, new PodListBuilder().build())
        .once();

    try (KubernetesClient own = observed()) {
      own.pods().inNamespace("shop").list();
      own.pods().inNamespace("shop").withName("none").get();
    }

    String page = Scraped.of(registry);
    assertThat(page)
        .contains(
            "rightsizing_apiserver_request_duration_seconds_count{group=\"pods\",method=\"GET\","
                + "status=\"2xx\"} 1",
            "rightsizing_apiserver_request_duration_seconds_count{group=\"pods\",method=\"GET\","
                + "status=\"4xx\"} 1",
            "rightsizing_apiserver_requests_in_flight 0.0")
        .containsPattern("rightsizing_apiserver_bytes_total\\{group=\"pods\"} [1-9]");
  }

  @Test
  void aServerThatIsAwayIsAConnectionError() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    try (KubernetesClient own = observed("http://127.0.0.1:" + port, 2)) {
      assertThat(catchThrowable(() -> own.pods().inNamespace("shop").list()))
          .isInstanceOf(KubernetesClientException.class);
    }

    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_apiserver_errors_total{class=\"connection\"} 2.0", "status=\"none\"} 2");
    // Of the last try fabric8 says nothing.
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    Scraped.of(registry);
    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_apiserver_errors_total{class=\"timeout\"} 1.0",
            "rightsizing_apiserver_requests_in_flight 0.0");
  }

  @Test
  void watchesAreCountedAndNotTimed() {
    server
        .expect()
        .withPath("/api/v1/namespaces/shop/pods?allowWatchBookmarks=true&watch=true")
        .andUpgradeToWebSocket()
        .open()
        .done()
        .always();

    try (KubernetesClient own = observed();
        Watch watch = own.pods().inNamespace("shop").watch(new Ignoring())) {
      await()
          .untilAsserted(
              () ->
                  assertThat(Scraped.of(registry))
                      .contains("rightsizing_apiserver_watches_total{group=\"pods\"} 1.0"));
      assertThat(watch).isNotNull();
    }

    assertThat(Scraped.of(registry))
        .doesNotContain("rightsizing_apiserver_request_duration_seconds_count{")
        .contains("rightsizing_apiserver_requests_in_flight 0.0");
  }

  private static final class Ignoring implements Watcher<Pod> {
    @Override
    public void eventReceived(Action action, Pod pod) {}

    @Override
    public void onClose(WatcherException cause) {}
  }
}
