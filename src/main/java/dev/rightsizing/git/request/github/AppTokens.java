// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.http.ApiAnswer;
import dev.rightsizing.git.request.http.ApiCall;
import dev.rightsizing.git.request.http.ApiClient;
import dev.rightsizing.git.request.http.ApiFields;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.git.request.http.ApiTarget;
import dev.rightsizing.git.request.http.HttpClients;
import dev.rightsizing.model.Reason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens of GitHub Apps, each for one repository, kept until shortly before they expire. Time is
 * GitHub's: where its clock and ours differ, the difference is learnt from its answers.
 */
public final class AppTokens {
  private static final int UNAUTHORIZED = 401;
  private static final int MOST_TOKENS = 1000;

  /** So long must a token be good for yet: a pass with a slow push. */
  private static final Duration LEAST = Duration.ofMinutes(10);

  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration SAME_TIME = Duration.ofSeconds(20);

  private final HttpClients clients;
  private final ApiSettings settings;
  private final Clock clock;
  private final Cache<Key, Token> tokens =
      Caffeine.newBuilder().maximumSize(MOST_TOKENS).expireAfterWrite(LIFE).build();

  public AppTokens(HttpClients clients, ApiSettings settings, Clock clock) {
    this.clients = clients;
    this.settings = settings;
    this.clock = clock;
  }

  private record Key(ApiTarget target, String repository, Credentials credentials) {}

  /**
   * A token.
   *
   * @param until when it expires, by our clock
   */
  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * A token for a repository; empty when the credentials name no App.
   *
   * @param repository its path on GitHub: {@code shop/deploy}
   */
  public Optional<String> token(ApiTarget target, String repository, Credentials credentials)
      throws GitException {
    Optional<AppKey> app = AppKey.of(credentials);
    if (app.isEmpty()) {
      return Optional.empty();
    }
    Key key = new Key(target, repository, credentials);
    Token kept = tokens.getIfPresent(key);
    if (kept != null && kept.until().minus(LEAST).isAfter(clock.instant())) {
      return Optional.of(kept.value());
    }
    Token made = made(target, repository, credentials, app.get());
    tokens.put(key, made);
    return Optional.of(made.value());
  }

  private Token made(ApiTarget target, String repository, Credentials credentials, AppKey app)
      throws GitException {
    Exchange exchange = new Exchange(target, repository, credentials, app);
    ApiAnswer answer = exchange.ask(Duration.ZERO, Optional.of(UNAUTHORIZED));
    Duration ahead = ahead(answer);
    if (answer.status() == UNAUTHORIZED) {
      boolean differ = ahead.abs().compareTo(SAME_TIME) > 0;
      answer = exchange.ask(differ ? ahead : Duration.ZERO, Optional.empty());
    }
    ApiFields fields = new ApiFields(target);
    String token = fields.text(answer.json(), "/token");
    Instant until = instant(fields.text(answer.json(), "/expires_at"));
    return new Token(token, until.minus(ahead));
  }

  /** One App's way to get a token. */
  private final class Exchange {
    private final ApiTarget target;
    private final String repository;
    private final Credentials credentials;
    private final AppKey app;

    Exchange(ApiTarget target, String repository, Credentials credentials, AppKey app) {
      this.target = target;
      this.repository = repository;
      this.credentials = credentials;
      this.app = app;
    }

    /** The right to all repositories of the installation is more than is needed. */
    ApiAnswer ask(Duration ahead, Optional<Integer> taken) throws GitException {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.putArray("repositories").add(repository.substring(repository.indexOf('/') + 1));
      ApiCall call =
          new ApiCall(
              "POST",
              "/app/installations/" + app.installation() + "/access_tokens",
              Optional.of(body.toString()),
              Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"),
              taken.map(Set::of).orElse(Set.of()));
      String assertion = app.assertion(clock.instant().plus(ahead));
      try {
        return new ApiClient(
                clients.trusting(credentials), target, () -> "Bearer " + assertion, settings, clock)
            .send(call);
      } catch (GitException e) {
        throw explained(e);
      }
    }

    private GitException explained(GitException e) {
      String hint =
          switch (e.reason()) {
            case GIT_UNAUTHORIZED -> "; check githubApp.id and .privateKey of the authSecret";
            case GIT_NOT_FOUND -> "; check githubApp.installationId of the authSecret";
            case CODE_HOST_FAILED -> "; check that the App is installed for " + repository;
            default -> "";
          };
      return new GitException(
          e.reason(),
          "no token for the GitHub App " + app.id() + ": " + e.getMessage() + hint,
          e.getCause(),
          e.retryAfter().orElse(null));
    }
  }

  /** How much GitHub's clock is ahead of ours. */
  private Duration ahead(ApiAnswer answer) {
    try {
      Instant theirs =
          ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant();
      return Duration.between(clock.instant(), theirs);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private static Instant instant(String text) throws GitException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new GitException(
          Reason.CODE_HOST_FAILED, "GitHub named no time at which its token expires", e);
    }
  }
}
