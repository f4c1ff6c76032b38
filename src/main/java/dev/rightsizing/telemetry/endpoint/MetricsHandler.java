// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import dev.rightsizing.telemetry.endpoint.EndpointMetrics.Ending;
import dev.rightsizing.telemetry.endpoint.ScrapeAuthorization.Verdict;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Answers {@code GET /metrics}, and nothing else. */
public final class MetricsHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = Logger.getLogger(MetricsHandler.class);
  private static final String PATH = "/metrics";
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final int THREADS = 2;
  private static final int LONGEST_SECONDS = 10;

  private final ExpositionFormats formats = ExpositionFormats.init();
  private final PrometheusRegistry registry;
  private final EndpointMetrics metrics;
  private final ScrapeAuthorization authorization;
  private final ScrapeLimit limit;
  private final WorkerExecutor workers;

  /**
   * @param nanoTime a clock that only moves forward, in nanoseconds
   */
  public MetricsHandler(
      Vertx vertx,
      PrometheusRegistry registry,
      ScrapeAuthorization authorization,
      LongSupplier nanoTime) {
    this.registry = registry;
    this.metrics = new EndpointMetrics(registry);
    this.authorization = authorization;
    this.limit = new ScrapeLimit(nanoTime);
    this.workers =
        vertx.createSharedWorkerExecutor("metrics", THREADS, LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  /** What a request is answered with. */
  private record Answer(int status, String type, Buffer body) {
    static Answer text(int status, String text) {
      return new Answer(status, PLAIN, Buffer.buffer(text + "\n"));
    }
  }

  @Override
  public void handle(HttpServerRequest request) {
    secure(request.response().headers());
    OptionalLong wait = limit.take();
    if (wait.isPresent()) {
      metrics.ended(Ending.LIMITED);
      request.response().putHeader("Retry-After", Long.toString(wait.getAsLong()));
      send(request, Answer.text(429, "too many requests; scrape less often"));
      return;
    }
    if (!PATH.equals(request.path())) {
      refuse(request, Answer.text(404, "only " + PATH + " is here"));
      return;
    }
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      request.response().putHeader("Allow", "GET, HEAD");
      refuse(request, Answer.text(405, "use GET"));
      return;
    }
    // A token may be a question to the API server, and a metric may read a file.
    workers
        .executeBlocking(() -> answer(request.headers()), false)
        .onSuccess(answer -> answered(request, answer))
        .onFailure(
            e -> {
              LOG.warnf(e, "the page of metrics cannot be written; please report this");
              metrics.ended(Ending.FAILED);
              send(request, Answer.text(500, "the page cannot be written; see the operator's log"));
            });
  }

  /** A client was too slow. */
  void cutOff() {
    metrics.ended(Ending.CUT_OFF);
  }

  private static void secure(MultiMap headers) {
    headers
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        // For old browsers, as scanners expect it; what there is to protect, the policy does.
        .set("X-XSS-Protection", "1; mode=block")
        .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .set("Cache-Control", "no-store")
        .set("Connection", "close");
  }

  private Answer answer(MultiMap headers) throws IOException {
    Verdict verdict = authorization.of(headers.get("Authorization"));
    if (verdict != Verdict.ALLOWED) {
      return Answer.text(verdict.status(), verdict.message());
    }
    String accept = headers.get("Accept");
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, registry.scrape(), EscapingScheme.fromAcceptHeader(accept));
    return new Answer(200, writer.getContentType(), Buffer.buffer(out.toByteArray()));
  }

  private void answered(HttpServerRequest request, Answer answer) {
    if (answer.status() == 200) {
      metrics.ended(Ending.SERVED);
      send(request, answer);
      return;
    }
    if (answer.status() == 401) {
      request.response().putHeader("WWW-Authenticate", "Bearer");
    }
    refuse(request, answer);
  }

  private void refuse(HttpServerRequest request, Answer answer) {
    metrics.ended(Ending.REFUSED);
    send(request, answer);
  }

  private static void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status()).putHeader("Content-Type", answer.type());
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Integer.toString(answer.body().length())).end();
    } else {
      response.end(answer.body());
    }
  }
}
