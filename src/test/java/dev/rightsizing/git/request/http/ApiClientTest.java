// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import static dev.rightsizing.testkit.ScriptedHttpServer.header;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static dev.rightsizing.testkit.ScriptedHttpServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.testkit.ScriptedHttpServer.ApiResponse;
import dev.rightsizing.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault that an API can answer with, by a real server. */
@Timeout(60)
class ApiClientTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final ApiCall READ = ApiCall.get("/repos/shop/deploy/pulls?state=all");
  private static final ApiCall CREATE =
      ApiCall.send("POST", "/repos/shop/deploy/pulls", JsonNodeFactory.instance.objectNode());
  private static final String SECRET = "hunter2-hunter2";

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final SettableClock clock = new SettableClock(NOW);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ApiClient client = client(server.url() + "/api/v3", Duration.ofSeconds(2));

  @AfterEach
  void stop() {
    ended.countDown();
    server.close();
  }

  private ApiClient client(String url, Duration timeout) {
    ApiSettings settings =
        new ApiSettings(timeout, timeout, 2, Duration.ofMillis(5), 1 << 20, Optional.empty());
    try {
      return new ApiClient(
          new HttpClients(settings).trusting(Credentials.NONE),
          new ApiTarget("GitHub", URI.create(url)),
          () -> "Bearer " + SECRET,
          settings,
          clock);
    } catch (GitException e) {
      throw new IllegalStateException(e);
    }
  }

  private GitException failure(ApiClient client, ApiCall call) {
    GitException fault = catchThrowableOfType(GitException.class, () -> client.send(call));
    assertThat(fault).as("a fault").isNotNull();
    assertThat(fault.getMessage()).doesNotContain(SECRET).doesNotContain("\n");
    return fault;
  }

  @ParameterizedTest
  @CsvSource({
    "400, CODE_HOST_FAILED, 1",
    "401, GIT_UNAUTHORIZED, 1",
    "403, GIT_FORBIDDEN, 1",
    "404, GIT_NOT_FOUND, 1",
    "405, CODE_HOST_FAILED, 1",
    "409, CODE_HOST_FAILED, 1",
    "422, CODE_HOST_FAILED, 1",
    "500, CODE_HOST_FAILED, 3",
    "502, CODE_HOST_FAILED, 3",
    "503, CODE_HOST_FAILED, 3"
  })
  void aStatusIsSaidWithTheHostsWordsAndTriedAgainWhereItMayPass(
      int status, Reason reason, int attempts) {
    server.then(
        status(status, "{\"message\": \"some words\\n of " + SECRET + "\", \"errors\": null}"));

    GitException fault = failure(client, READ);

    assertThat(fault.reason()).isEqualTo(reason);
    assertThat(fault)
        .hasMessageContaining("GitHub at " + server.url() + "/api/v3")
        .hasMessageContaining("GET /repos/shop/deploy/pulls:")
        .hasMessageContaining(status + " some words of …");
    assertThat(server.requests()).hasSize(attempts);
    assertThat(RefusedStatus.isCertain(fault)).isEqualTo(status < 500);
  }

  @Test
  void whatPassesIsNotSeen() throws GitException {
    server.then(status(502, "<html>")).then(status(503, "")).then(status(200, "[1]"));

    assertThat(client.send(READ).json().get(0).asInt()).isEqualTo(1);
  }

  @Test
  void whatCreatesIsNotSentAgain() {
    server.then(status(500, "")).then(status(201, "{}"));

    assertThat(failure(client, CREATE).reason()).isEqualTo(Reason.CODE_HOST_FAILED);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"message\":\"Validation"
        + " Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}]}',"
        + " Validation Failed; PullRequest base invalid",
    "'{\"message\":\"Validation Failed\",\"errors\":[{\"code\":\"custom\",\"message\":\"No"
        + " commits\"}]}', Validation Failed; No commits",
    "'{\"message\":{\"base\":[\"is bad\"],\"title\":[\"is too long\"]}}', is bad; title: is too"
        + " long",
    "'{\"message\":[\"Another open merge request: !5\"]}', Another open merge request: !5",
    "'{\"error\":\"insufficient_scope\",\"error_description\":\"needs more\",\"scope\":\"api\"}',"
        + " insufficient_scope; needs more"
  })
  void theWordsOfEachHostAreRead(String body, String words) {
    server.then(status(422, body));

    assertThat(failure(client, READ)).hasMessageContaining("(422 " + words + ")");
  }

  @Test
  void aMissingScopeIsNamed() {
    server.then(
        header(
            "X-Accepted-GitHub-Permissions",
            "pull_requests=write",
            status(403, "{\"message\":\"Resource not accessible by integration\"}")));

    assertThat(failure(client, READ))
        .hasMessageContaining("Resource not accessible by integration")
        .hasMessageContaining("pull_requests=write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body>Log in</body></html>", "  <!DOCTYPE html>"})
  void aWebPageIsNoAnswer(String page) {
    server.then(header("Content-Type", "text/html", status(200, page)));

    assertThat(failure(client, READ))
        .hasMessageContaining("web page")
        .hasMessageContaining("apiUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": ", "[1, 2", "nothing", "{\"a\": \"hunter2-hunter2"})
  void malformedJsonIsNoAnswer(String body) {
    server.then(status(200, body));

    assertThat(failure(client, READ)).hasMessageContaining("not JSON").hasNoCause();
  }

  @Test
  void anAnswerThatEndsEarlyIsAskedForAgain() throws GitException {
    server.then(truncated("[1, 2, 3]", 2)).then(status(200, "[1]"));

    assertThat(client.send(READ).json()).hasSize(1);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aHugeAnswerIsNotRead() {
    server.then(status(200, "[\"" + "x".repeat(2 << 20) + "\"]"));

    assertThat(failure(client, READ)).hasMessageContaining("more than 1 MiB");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerThatDoesNotComeInTimeIsGivenUp(boolean headers) {
    ApiResponse hanging =
        exchange -> {
          if (headers) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
          }
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    server.then(hanging);
    ApiClient hasty = client(server.url(), Duration.ofMillis(200));

    assertThat(failure(hasty, CREATE).reason()).isEqualTo(Reason.GIT_TIMEOUT);
  }

  @Test
  void aHostThatIsAwayIsUnreachable() {
    String url = server.url();
    server.close();

    GitException fault = failure(client(url, Duration.ofSeconds(2)), CREATE);

    assertThat(fault.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
    assertThat(fault).hasMessageContaining("no connection");
  }

  @Test
  void aNameThatNobodyKnowsIsUnreachable() {
    GitException fault = failure(client("http://nowhere.invalid", Duration.ofSeconds(2)), CREATE);

    assertThat(fault.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
  }

  @Test
  void aRedirectWithinTheApiIsFollowedWhereThatChangesNothing() throws GitException {
    ApiResponse moved =
        header("Location", server.url() + "/api/v3/repositories/1/pulls", status(301, "{}"));
    server.then(moved).then(status(200, "[1]"));

    assertThat(client.send(READ).json()).hasSize(1);
    assertThat(server.requests().get(1).path()).isEqualTo("/api/v3/repositories/1/pulls");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/api/v3/repos",
        "http://127.0.0.1:1/api/v3/repos",
        "/login",
        "/api/v3/../../secrets",
        "//evil.example/api/v3",
        "::no url",
        ""
      })
  void aRedirectElsewhereIsNotFollowedAndGetsNoToken(String to) {
    server.then(header("Location", to, status(302, ""))).then(status(200, "[]"));

    assertThat(failure(client, READ)).hasMessageContaining("redirects");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void redirectsThatNeverEndAreGivenUp() {
    server.then(header("Location", "/api/v3/again", status(302, "")));

    assertThat(failure(client, READ)).hasMessageContaining("redirects");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aCreationIsNotSentElsewhereByARedirectThatWouldMakeItARead() {
    server
        .then(header("Location", "/api/v3/repositories/1/pulls", status(301, "")))
        .then(status(200, "[]"));

    assertThat(failure(client, CREATE)).hasMessageContaining("redirects");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatDidNotChangeIsNotSentAgain() throws GitException {
    server.then(header("ETag", "\"a\"", status(200, "[1, 2]"))).then(status(304, ""));

    client.send(READ);
    assertThat(client.send(READ).json()).hasSize(2);

    assertThat(server.requests().get(1).headers().getFirst("If-None-Match")).isEqualTo("\"a\"");
    assertThat(server.requests().get(0).headers().getFirst("Authorization"))
        .isEqualTo("Bearer " + SECRET);
  }
}
