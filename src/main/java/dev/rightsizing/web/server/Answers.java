// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.server;

import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers requests on a bounded pool of threads, because who may see what is a question to the API
 * server. Past a number of waiting requests the next is refused rather than queued.
 */
public final class Answers {
  private static final int THREADS = 8;
  private static final int WAITING = 64;
  private static final long LONGEST_SECONDS = 60;

  private final RequestReader reader = new RequestReader();
  private final Semaphore places = new Semaphore(WAITING);
  private final WorkerExecutor workers;

  public Answers(Vertx vertx) {
    this.workers =
        vertx.createSharedWorkerExecutor("page", THREADS, LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  /** Answers by a function that may block. */
  void answer(RoutingContext call, Function<PageRequest, Reply> with) {
    if (!places.tryAcquire()) {
      call.response()
          .setStatusCode(503)
          .putHeader("Retry-After", "2")
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end("The page has too many requests at once. Try again in a few seconds.\n");
      return;
    }
    PageRequest request = reader.read(call);
    workers
        .executeBlocking(() -> with.apply(request), false)
        .onComplete(
            done -> {
              places.release();
              if (done.succeeded()) {
                send(call, done.result());
              } else {
                call.fail(done.cause());
              }
            });
  }

  /** Sends an answer, unless the request was given up meanwhile. */
  static void send(RoutingContext call, Reply reply) {
    HttpServerResponse response = call.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    response.putHeader("Content-Type", "text/html; charset=utf-8");
    reply
        .headers()
        .forEach(
            header -> {
              if (header.getKey().equalsIgnoreCase("Set-Cookie")) {
                response.headers().add(header.getKey(), header.getValue());
              } else {
                response.putHeader(header.getKey(), header.getValue());
              }
            });
    response.end(reply.html());
  }
}
