// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Listens for scrapers. A connection serves one request and lives for seconds, and there are few at
 * a time, so that neither a storm of scrapes nor slow clients hold memory or threads.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MetricsEndpoint.class);
  private static final int MOST_CONNECTIONS = 64;
  private static final int LONGEST_LINE = 2 * 1024;

  /** A token of an account in many groups is long. */
  private static final int LONGEST_HEADERS = 32 * 1024;

  private static final int START_SECONDS = 20;

  private final AtomicInteger connections = new AtomicInteger();
  private final Vertx vertx;
  private final EndpointSettings settings;
  private final MetricsHandler handler;
  private HttpServer server;
  private long reloads;

  public MetricsEndpoint(Vertx vertx, EndpointSettings settings, MetricsHandler handler) {
    this.vertx = vertx;
    this.settings = settings;
    this.handler = handler;
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException when it cannot, with what to do
   */
  public synchronized void start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.address())
            .setPort(settings.port())
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LONGEST_HEADERS)
            // With it a connection is ours only after its first request, so that none were cut.
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true);
    CertificateFiles certificate =
        settings.tls().map(tls -> new CertificateFiles(vertx, tls)).orElse(null);
    if (certificate != null) {
      options.setSsl(true).setKeyCertOptions(KeyCertOptions.wrap(certificate));
    }
    server =
        await(
            vertx
                .createHttpServer(options)
                .connectionHandler(this::admit)
                .requestHandler(handler)
                .listen());
    if (certificate != null) {
      reloads =
          vertx.setPeriodic(settings.times().reload().toMillis(), timer -> certificate.reload());
    }
    LOG.infof("metrics are served at %s/metrics", url());
  }

  private void admit(HttpConnection connection) {
    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
      connections.decrementAndGet();
      connection.close();
      return;
    }
    long deadline =
        vertx.setTimer(
            settings.times().request().toMillis(),
            timer -> {
              handler.cutOff();
              connection.close();
            });
    connection.closeHandler(
        closed -> {
          vertx.cancelTimer(deadline);
          connections.decrementAndGet();
        });
  }

  private HttpServer await(Future<HttpServer> listening) {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "metrics cannot be served on "
              + settings.address()
              + ":"
              + settings.port()
              + " ("
              + e.getCause().getMessage()
              + "); check RIGHTSIZING_METRICS_ADDRESS, RIGHTSIZING_METRICS_PORT and the files of"
              + " RIGHTSIZING_METRICS_CERTIFICATE_FILE and RIGHTSIZING_METRICS_KEY_FILE",
          e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the port of metrics was not opened within " + START_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the port of metrics is opened", e);
    }
  }

  /** Where it listens, with the port that was free when none was set. */
  public synchronized String url() {
    String host =
        settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
    return (settings.tls().isPresent() ? "https://" : "http://") + host + ":" + server.actualPort();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      vertx.cancelTimer(reloads);
      server.close();
      server = null;
    }
  }
}
