// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.github;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.http.ApiAnswer;
import dev.rightsizing.git.request.http.ApiCall;
import dev.rightsizing.git.request.http.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Lets github-api send its requests by the client that all hosts share. */
final class ClientConnector implements GitHubConnector {
  /** The version of the API that the shapes are those of. */
  private static final Map<String, String> VERSION = Map.of("X-GitHub-Api-Version", "2022-11-28");

  private final ApiClient client;

  ClientConnector(ApiClient client) {
    this.client = client;
  }

  /** A fault of the client, on its way through the library. */
  static final class Carried extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient GitException fault;

    Carried(GitException fault) {
      super(fault);
      this.fault = fault;
    }

    GitException fault() {
      return fault;
    }
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    Map<String, String> headers = new HashMap<>(VERSION);
    Optional.ofNullable(request.header("Accept")).ifPresent(a -> headers.put("Accept", a));
    Optional<String> body = Optional.empty();
    if (request.hasBody()) {
      try (InputStream in =
          Objects.requireNonNullElseGet(request.body(), InputStream::nullInputStream)) {
        body = Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    ApiCall call = new ApiCall(request.method(), request.url().toString(), body, headers, Set.of());
    try {
      return new Response(request, client.send(call));
    } catch (GitException e) {
      throw new Carried(e);
    }
  }

  private static final class Response extends GitHubConnectorResponse {
    private final byte[] body;

    Response(GitHubConnectorRequest request, ApiAnswer answer) {
      super(request, answer.status(), headers(answer));
      this.body = answer.body().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> headers(ApiAnswer answer) {
      return answer.headers().map();
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {
      // The body is in memory.
    }
  }
}
