// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.server;

import dev.rightsizing.html.Asset;
import dev.rightsizing.html.Assets;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The router: limits, headers, assets, and a handler a path. */
public final class Routes implements Function<Vertx, Router> {
  private static final Logger LOG = Logger.getLogger(Routes.class);

  /** A token of 16 kB fits, percent-encoded. */
  private static final long LONGEST_BODY = 64L * 1024;

  private static final long LONGEST_SECONDS = 30;

  private final Assets assets;
  private final Map<String, Function<PageRequest, Reply>> get;
  private final Map<String, Function<PageRequest, Reply>> post;
  private final Errors errors;

  /** Makes the page of a status of HTTP that no handler has explained. */
  @FunctionalInterface
  public interface Errors {
    Reply reply(int status, PageRequest request);
  }

  /**
   * @param get what answers GET, by path as Vert.x writes it, the first that fits
   * @param post what answers POST
   */
  public Routes(
      Assets assets,
      Map<String, Function<PageRequest, Reply>> get,
      Map<String, Function<PageRequest, Reply>> post,
      Errors errors) {
    this.assets = assets;
    this.get = get;
    this.post = post;
    this.errors = errors;
  }

  @Override
  public Router apply(Vertx vertx) {
    Answers answers = new Answers(vertx);
    Router router = Router.router(vertx);
    router.route().handler(new SecurityHeaders());
    router.getWithRegex("/assets/.*").handler(this::asset);
    router.route().handler(TimeoutHandler.create(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS), 503));
    get.forEach((path, handler) -> router.get(path).handler(call -> answers.answer(call, handler)));
    post.forEach(
        (path, handler) ->
            router
                .post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
                .handler(call -> answers.answer(call, handler)));
    for (int status : new int[] {400, 404, 405, 413, 500, 503}) {
      router.errorHandler(status, call -> error(call, status));
    }
    return router;
  }

  private void asset(RoutingContext call) {
    Optional<Asset> asset = assets.at(call.normalizedPath());
    if (asset.isEmpty()) {
      call.fail(404);
      return;
    }
    call.response()
        .putHeader("Content-Type", asset.get().contentType())
        .putHeader("Cache-Control", "public, max-age=31536000, immutable")
        .end(Buffer.buffer(asset.get().content()));
  }

  private void error(RoutingContext call, int status) {
    if (call.failure() != null && status >= 500) {
      LOG.errorf(call.failure(), "the page cannot answer %s", call.normalizedPath());
    }
    Answers.send(call, errors.reply(status, new RequestReader().read(call)));
  }
}
