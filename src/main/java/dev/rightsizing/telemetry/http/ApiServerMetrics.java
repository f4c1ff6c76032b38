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
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Times requests to the API server, each try by itself, from sending until the answer is read.
 * Watches stay open for minutes, so that they are counted and not timed.
 *
 * <p>fabric8 calls an interceptor back for answers and for failures that it tries again, not for
 * the last failure and not for its own timeout. A try of which nothing is heard for {@link
 * #LONGEST} has ended so.
 */
public final class ApiServerMetrics implements Interceptor {
  private static final double NANOS = 1e9;
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Six times fabric8's usual timeout of a request. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Tries by the request that is sent, which is another one at each try. */
  private final Map<UUID, Try> open = new ConcurrentHashMap<>();

  private final LongSupplier nanoTime;
  private final Histogram seconds;
  private final Counter bytes;
  private final Counter errors;
  private final Counter watches;

  /** A try that is under way. */
  private record Try(HttpRequest sent, long since) {
    boolean isOf(HttpRequest request) {
      return sent.method().equals(request.method()) && sent.uri().equals(request.uri());
    }
  }

  public ApiServerMetrics(PrometheusRegistry registry) {
    this(registry, System::nanoTime);
  }

  /**
   * @param nanoTime a clock that only moves forward, in nanoseconds
   */
  ApiServerMetrics(PrometheusRegistry registry, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
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
                "Requests to the API server without an answer, by class; timeout also holds those given"
                    + " up after the last try. An answer with an error is counted by its status.")
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
        .callback(
            callback -> {
              endSilentTries();
              callback.call(open.size());
            })
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
    open.put(request.id(), new Try(request, nanoTime.getAsLong()));
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

  /** Is given the request as it was before interceptors prepared a try, with another id. */
  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable fault) {
    open.values().stream()
        .filter(one -> one.isOf(request))
        .min(Comparator.comparingLong(Try::since))
        .ifPresent(one -> ended(one.sent(), 0, fault));
  }

  /**
   * @param status 0: none
   * @param fault null: none
   */
  private void ended(HttpRequest sent, int status, Throwable fault) {
    Try ended = open.remove(sent.id());
    if (ended == null) {
      return;
    }
    seconds
        .labelValues(method(sent), group(sent), status == 0 ? "none" : status / 100 + "xx")
        .observe((nanoTime.getAsLong() - ended.since()) / NANOS);
    if (fault != null) {
      errors.labelValues(ErrorClass.of(fault).label()).inc();
    }
  }

  /** Their duration is not known, so that they are only counted. */
  private void endSilentTries() {
    long now = nanoTime.getAsLong();
    for (Try one : open.values()) {
      if (now - one.since() > LONGEST.toNanos() && open.remove(one.sent().id(), one)) {
        errors.labelValues(ErrorClass.TIMEOUT.label()).inc();
      }
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
