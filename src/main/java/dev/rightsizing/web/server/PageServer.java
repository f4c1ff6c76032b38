// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.server;

import dev.rightsizing.web.PageSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Listens on the page's own port. Safe for use by several threads. */
public final class PageServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PageServer.class);
  private static final int LONGEST_LINE = 8 * 1024;

  /** A token of a person in many groups is long, and may come as header and as cookie. */
  private static final int LONGEST_HEADERS = 64 * 1024;

  private static final int IDLE_SECONDS = 60;
  private static final int START_SECONDS = 20;

  private final Vertx vertx;
  private final PageSettings settings;
  private final Function<Vertx, Router> routes;
  private HttpServer server;

  /**
   * @param routes makes the router, whose handlers must not block
   */
  public PageServer(Vertx vertx, PageSettings settings, Function<Vertx, Router> routes) {
    this.vertx = vertx;
    this.settings = settings;
    this.routes = routes;
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException when it cannot, with what to do
   */
  public synchronized void start() {
    HttpServer made = vertx.createHttpServer(options()).requestHandler(routes.apply(vertx));
    server = await(made.listen());
    LOG.infof("the page is served at %s", url());
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.address())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LONGEST_HEADERS)
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true)
            .setHandle100ContinueAutomatically(true);
    settings
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString())));
    return options;
  }

  private HttpServer await(Future<HttpServer> listening) {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the page cannot listen on "
              + settings.address()
              + ":"
              + settings.port()
              + " ("
              + e.getCause().getMessage()
              + "); check RIGHTSIZING_PAGE_ADDRESS, RIGHTSIZING_PAGE_PORT and the files of"
              + " RIGHTSIZING_PAGE_CERTIFICATE_FILE and RIGHTSIZING_PAGE_KEY_FILE",
          e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the page did not start within " + START_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the page starts", e);
    }
  }

  /** Where it listens, with the port that was free when none was set. */
  public synchronized String url() {
    if (server == null) {
      throw new IllegalStateException("the page is not served");
    }
    String host =
        settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
    return (settings.tls().isPresent() ? "https://" : "http://") + host + ":" + server.actualPort();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      // Whoever reads an answer at this moment may finish; the process does not wait for it.
      server.close();
      server = null;
    }
  }
}
