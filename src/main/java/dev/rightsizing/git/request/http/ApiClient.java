// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.http.ApiRetries.Passing;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls one API with one set of credentials. Reads that the host gave an ETag for are asked for
 * conditionally, and while it limits requests nothing is sent. Safe for use by several threads.
 */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
  private static final int NOT_MODIFIED = 304;
  private static final int MOST_REDIRECTS = 3;

  /** Characters of answers that are kept to be asked for conditionally. */
  private static final long MOST_KEPT = 8L << 20;

  private final HttpClient http;
  private final ApiTarget target;
  private final Authorization authorization;
  private final ApiSettings settings;
  private final RateLimits limits;
  private final ApiFaults faults;
  private final ApiRetries retries;
  private final Cache<String, ApiAnswer> tagged =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((String url, ApiAnswer answer) -> url.length() + answer.body().length())
          .build();

  public ApiClient(
      HttpClient http,
      ApiTarget target,
      Authorization authorization,
      ApiSettings settings,
      Clock clock) {
    this.http = http;
    this.target = target;
    this.authorization = authorization;
    this.settings = settings;
    this.limits = new RateLimits(target, clock);
    this.faults = new ApiFaults(target, limits);
    this.retries = new ApiRetries(settings);
  }

  public ApiTarget target() {
    return target;
  }

  /**
   * Sends a call, again where that is harmless and may help.
   *
   * @throws GitException when the answer is none of 2xx or what the call takes
   */
  public ApiAnswer send(ApiCall call) throws GitException {
    return retries.run(
        () -> {
          limits.check();
          return follow(call, MOST_REDIRECTS);
        });
  }

  private ApiAnswer follow(ApiCall call, int left) throws GitException {
    URI url = target.resolve(call.target());
    if (!target.covers(url)) {
      throw faults.strayed(call, 0, url);
    }
    String secret = authorization.value();
    Optional<ApiAnswer> kept =
        call.isRead() ? Optional.ofNullable(tagged.getIfPresent(url.toString())) : Optional.empty();
    HttpResponse<String> response = exchange(call, request(call, url, secret, kept));
    if (REDIRECTS.contains(response.statusCode())
        && !call.taken().contains(response.statusCode())) {
      URI to = location(url, response);
      boolean same = call.isRead() || response.statusCode() >= 307;
      if (left == 0 || !same || !target.covers(to)) {
        throw faults.strayed(call, response.statusCode(), to);
      }
      return follow(call.to(to.toString()), left - 1);
    }
    if (response.statusCode() == NOT_MODIFIED && kept.isPresent()) {
      return kept.get();
    }
    return answer(call, url.toString(), secret, response);
  }

  private static URI location(URI from, HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      return location.isBlank() ? URI.create("") : from.resolve(location);
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }

  private HttpResponse<String> exchange(ApiCall call, HttpRequest request) throws GitException {
    CompletableFuture<HttpResponse<String>> pending =
        http.sendAsync(request, LimitedBody.of(settings.mostBytes()));
    try {
      // The request's own time limit ends with the headers.
      return pending.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new GitException(Reason.GIT_UNREACHABLE, target + ": the call was interrupted", e);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw passing(call, faults.broken(call, e), false);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof IOException ? e.getCause() : e;
      GitException fault = faults.broken(call, cause);
      boolean lasting =
          fault.reason() == Reason.GIT_TLS_FAILED || fault.reason() == Reason.CODE_HOST_FAILED;
      if (lasting) {
        throw fault;
      }
      throw passing(call, fault, ApiFaults.isRefused(cause));
    }
  }

  private HttpRequest request(ApiCall call, URI url, String secret, Optional<ApiAnswer> kept) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(settings.timeout())
            .header("Accept", "application/json")
            .header("User-Agent", "rightsizing-operator")
            .header("Authorization", secret)
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    call.body().ifPresent(body -> request.header("Content-Type", "application/json"));
    call.headers().forEach(request::setHeader);
    kept.ifPresent(answer -> request.header("If-None-Match", answer.header("ETag")));
    return request.build();
  }

  private ApiAnswer answer(ApiCall call, String url, String secret, HttpResponse<String> response)
      throws GitException {
    int status = response.statusCode();
    boolean good = status >= 200 && status < 300;
    if (!good && !call.taken().contains(status)) {
      // A host might quote what it was sent.
      String body = response.body().replace(secret.substring(secret.indexOf(' ') + 1), "…");
      GitException fault = faults.refused(call, status, response.headers(), body);
      if (status >= 500 && fault.retryAfter().isEmpty()) {
        throw passing(call, fault, false);
      }
      throw fault;
    }
    JsonNode json = good ? parsed(call, response.body()) : JSON.missingNode();
    ApiAnswer answer = new ApiAnswer(status, response.headers(), response.body(), json);
    if (call.isRead() && good && !answer.header("ETag").isEmpty()) {
      tagged.put(url, answer);
    }
    return answer;
  }

  private JsonNode parsed(ApiCall call, String body) throws GitException {
    try {
      return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // The parser quotes what it could not read, so it is no cause to hand on.
      throw faults.notJson(call, body, null);
    }
  }

  private static RuntimeException passing(ApiCall call, GitException fault, boolean neverArrived)
      throws GitException {
    if (call.isRepeatable() || neverArrived) {
      return new Passing(fault);
    }
    throw fault;
  }
}
