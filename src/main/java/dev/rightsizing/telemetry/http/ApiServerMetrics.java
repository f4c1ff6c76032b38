// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times requests to the API server, each try by itself, from sending until the answer is read.
 * Watches stay open for minutes, so that they are counted and not timed.
 */
public final class ApiServerMetrics implements Interceptor {
  private static final double NANOS = 1e9;
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final Map<UUID, Long> began = new ConcurrentHashMap<>();
  private final Histogram seconds;
  private final Counter bytes;
  private final Counter errors;
  private final Counter watches;

  public ApiServerMetrics(PrometheusRegistry registry) {
    seconds =
        Histogram.builder()
            .name("rightsizing_apiserver_request_duration_seconds")
            .help(
                "Time from sending a request to the API server until its answer is read, by method,"
                    + " group of resources and class of status; without watches.")
            .labelNames("method", "group", "status")
            .classicUpperBounds(HttpBuckets.SECONDS)
            .classicOnly()
            .register(registry);
    bytes =
        Counter.builder()
            .name("rightsizing_apiserver_bytes_total")
            .help("Bytes of answers of the API server, by group of resources; without watches.")
            .labelNames("group")
            .register(registry);
    errors =
        Counter.builder()
            .name("rightsizing_apiserver_errors_total")
            .help(
                "Requests to the API server without an answer, by class; an answer with an error is"
                    + " counted by its status.")
            .labelNames("class")
            .register(registry);
    for (ErrorClass one : ErrorClass.values()) {
      errors.initLabelValues(one.label());
    }
    watches =
        Counter.builder()
            .name("rightsizing_apiserver_watches_total")
            .help("Watches that were opened, again after each break, by group of resources.")
            .labelNames("group")
            .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_apiserver_requests_in_flight")
        .help("Requests to the API server that wait for their answer; without watches.")
        .callback(callback -> callback.call(began.size()))
        .register(registry);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (isWatch(request.uri())) {
      watches.labelValues(group(request)).inc();
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    if (isWatch(request.uri())) {
      return consumer;
    }
    began.put(request.id(), System.nanoTime());
    return new Counting(consumer, group(request));
  }

  /** Passes an answer on and counts its bytes. */
  private final class Counting implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final AsyncBody.Consumer<List<ByteBuffer>> next;
    private final String group;

    private Counting(AsyncBody.Consumer<List<ByteBuffer>> next, String group) {
      this.next = next;
      this.group = group;
    }

    @Override
    public void consume(List<ByteBuffer> part, AsyncBody body) throws Exception {
      bytes.labelValues(group).inc(part.stream().mapToLong(ByteBuffer::remaining).sum());
      next.consume(part, body);
    }

    @Override
    public <U> U unwrap(Class<U> type) {
      return next.unwrap(type);
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.body() instanceof AsyncBody body) {
      body.done().whenComplete((done, fault) -> ended(request, response.code(), fault));
    } else {
      ended(request, response.code(), null);
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable fault) {
    if (began.containsKey(request.id())) {
      ended(request, 0, fault);
    }
  }

  /**
   * @param status 0: none
   * @param fault null: none
   */
  private void ended(HttpRequest request, int status, Throwable fault) {
    Long since = began.remove(request.id());
    if (since == null) {
      return;
    }
    seconds
        .labelValues(method(request), group(request), status == 0 ? "none" : status / 100 + "xx")
        .observe((System.nanoTime() - since) / NANOS);
    if (fault != null) {
      errors.labelValues(ErrorClass.of(fault).label()).inc();
    }
  }

  private static boolean isWatch(URI uri) {
    String query = uri.getQuery();
    return query != null && query.contains("watch=true");
  }

  private static String method(HttpRequest request) {
    return METHODS.contains(request.method()) ? request.method() : "other";
  }

  private static String group(HttpRequest request) {
    return ResourceGroup.of(request.uri().getPath()).label();
  }
}
