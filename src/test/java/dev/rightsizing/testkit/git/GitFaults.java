// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import dev.rightsizing.testkit.git.GitHttpServer.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What can go wrong between a client and a Git server that speaks HTTP. */
public final class GitFaults {
  private GitFaults() {}

  /** A status with a text. */
  public static Fault status(int status, String contentType, String text) {
    return (exchange, backend) -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  public static Fault status(int status) {
    return status(status, "text/plain", "");
  }

  /** A rate limit. */
  public static Fault tooManyRequests(int retryAfterSeconds) {
    return (exchange, backend) -> {
      exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfterSeconds));
      status(429, "text/plain", "slow down").answer(exchange, backend);
    };
  }

  /** A sign-in page where Git was expected. */
  public static Fault html() {
    return status(200, "text/html", "<html><body>Please sign in</body></html>");
  }

  /** Another place. */
  public static Fault redirect(int status, String fromBase, String toBase) {
    return (exchange, backend) -> {
      exchange
          .getResponseHeaders()
          .set("Location", exchange.getRequestURI().toString().replace(fromBase, toBase));
      status(status).answer(exchange, backend);
    };
  }

  /** Nothing, until the latch opens. */
  public static Fault silent(CountDownLatch until) {
    return (exchange, backend) -> await(until);
  }

  /** Git's answer, one byte every so many milliseconds. */
  public static Fault trickle(long milliseconds) {
    return (exchange, backend) -> {
      GitBackend.Answer answer = backend.run(exchange);
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(200, 0);
      for (byte b : answer.body()) {
        exchange.getResponseBody().write(b);
        exchange.getResponseBody().flush();
        try {
          Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
          return;
        }
      }
    };
  }

  /** Git's answer up to a byte, then the connection ends. */
  public static Fault cut(int afterBytes) {
    return (exchange, backend) -> {
      GitBackend.Answer answer = backend.run(exchange);
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(200, answer.body().length);
      exchange
          .getResponseBody()
          .write(answer.body(), 0, Math.min(afterBytes, answer.body().length - 1));
      exchange.getResponseBody().flush();
      throw new IOException("the answer ends here");
    };
  }

  /** Does what Git does, and then nothing arrives: the client cannot know. */
  public static Fault answerLost() {
    return (exchange, backend) -> {
      backend.run(exchange);
      lose(exchange);
    };
  }

  /** Runs something first, such as another person's push, then answers as Git. */
  public static Fault after(Runnable action) {
    return (exchange, backend) -> {
      action.run();
      backend.answer(exchange);
    };
  }

  private static void lose(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().flush();
    throw new IOException("the answer is lost");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
