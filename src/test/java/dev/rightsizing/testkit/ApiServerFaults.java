// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A client whose requests can be kept from the API server, as in an outage, and before one of which
 * something else can happen. A request reads {@code "PATCH /apis/…"}.
 */
public final class ApiServerFaults implements Interceptor {
  private static final URI CLOSED = URI.create("http://127.0.0.1:1/");

  private final AtomicReference<Predicate<String>> refused = new AtomicReference<>(r -> false);
  private final AtomicReference<Hook> hook = new AtomicReference<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final KubernetesClient client;

  private record Hook(Predicate<String> request, Runnable action) {}

  public ApiServerFaults(Config config) {
    config.setRequestRetryBackoffLimit(0);
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("FAULTS", this))
            .build();
  }

  public KubernetesClient client() {
    return client;
  }

  /** Requests of this kind reach nobody from now on. */
  public void refuse(Predicate<String> requests) {
    refused.set(requests);
  }

  /** All requests reach the API server from now on. */
  public void recover() {
    refused.set(request -> false);
  }

  /** How many requests reached nobody. */
  public int refusals() {
    return refusals.get();
  }

  /** Does something before the next request of a kind, once, and lets it wait for that. */
  public void before(Predicate<String> request, Runnable action) {
    hook.set(new Hook(request, action));
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String text = request.method() + " " + request.uri().getPath();
    Hook waiting = hook.get();
    if (waiting != null && waiting.request().test(text) && hook.compareAndSet(waiting, null)) {
      waiting.action().run();
    }
    if (refused.get().test(text)) {
      refusals.incrementAndGet();
      builder.uri(CLOSED);
    }
  }
}
