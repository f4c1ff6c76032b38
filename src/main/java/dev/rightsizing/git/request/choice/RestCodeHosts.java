// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.choice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.git.AccessTokens;
import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.gitea.GiteaApi;
import dev.rightsizing.git.request.github.AppTokens;
import dev.rightsizing.git.request.github.GitHubApi;
import dev.rightsizing.git.request.gitlab.GitLabApi;
import dev.rightsizing.git.request.host.HostApi;
import dev.rightsizing.git.request.host.HostedRequests;
import dev.rightsizing.git.request.http.ApiClient;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.git.request.http.ApiTarget;
import dev.rightsizing.git.request.http.Authorization;
import dev.rightsizing.git.request.http.HttpClients;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Code hosts by their REST APIs. What a host said of rate limits, and what it may be asked for
 * conditionally, is kept for each API and its credentials, so one object serves all policies.
 */
public final class RestCodeHosts implements CodeHosts, AccessTokens {
  private static final String PASSWORD = "password";
  private static final String APP = "githubApp.id";
  private static final String SSH_KEY = "ssh-privatekey";
  private static final int MOST_CLIENTS = 500;
  private static final Duration IDLE = Duration.ofHours(2);

  private final AllowedUrls allowed;
  private final ApiUrls urls;
  private final ApiSettings settings;
  private final Clock clock;
  private final HttpClients clients;
  private final AppTokens tokens;
  private final Cache<Key, ApiClient> known =
      Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(IDLE).build();

  /**
   * @param allowed repositories and APIs
   */
  public RestCodeHosts(AllowedUrls allowed, ApiSettings settings, Clock clock) {
    this.allowed = allowed;
    this.urls = new ApiUrls(allowed);
    this.settings = settings;
    this.clock = clock;
    this.clients = new HttpClients(settings);
    this.tokens = new AppTokens(clients, settings, clock);
  }

  /**
   * @param path of the repository for an App, which has a token for each; else empty, so that what
   *     a host said of its limits counts for all repositories of the same token
   */
  private record Key(ApiTarget target, String path, Credentials credentials) {}

  @Override
  public Optional<Requests> requests(
      String repository, GitSettings.Request request, Credentials credentials) throws GitException {
    if (request.provider() == Provider.NONE) {
      return Optional.empty();
    }
    RepositoryUrl url = RepositoryUrl.parse(repository);
    ApiTarget target = urls.target(url, request.provider(), request.apiUrl());
    String path = ApiUrls.path(url, target, request.provider());
    HostApi api = api(request.provider(), client(target, path, credentials));
    return Optional.of(new HostedRequests(api, path, url, allowed));
  }

  private HostApi api(Provider provider, ApiClient client) throws GitException {
    return switch (provider) {
      case GITHUB -> new GitHubApi(client, clock);
      case GITLAB -> new GitLabApi(client);
      default -> new GiteaApi(client, clock);
    };
  }

  private ApiClient client(ApiTarget target, String path, Credentials credentials)
      throws GitException {
    boolean app = credentials.bytes(APP).isPresent();
    Key key = new Key(target, app ? path : "", credentials);
    ApiClient client = known.getIfPresent(key);
    if (client == null) {
      client =
          new ApiClient(
              clients.trusting(credentials),
              target,
              authorization(target, path, credentials),
              settings,
              clock);
      known.put(key, client);
    }
    return client;
  }

  private Authorization authorization(ApiTarget target, String path, Credentials credentials)
      throws GitException {
    if (target.host().equals(Provider.GITHUB.text())
        && tokens.token(target, path, credentials).isPresent()) {
      return () -> "Bearer " + tokens.token(target, path, credentials).orElseThrow();
    }
    Optional<String> token = credentials.text(PASSWORD).map(String::strip);
    if (token.isEmpty() || token.get().isEmpty()) {
      throw new GitException(
          Reason.AUTH_SECRET_INVALID,
          (credentials.bytes(SSH_KEY).isPresent()
                  ? "an ssh key pushes branches but cannot open requests on "
                  : "there are no credentials to open requests with on ")
              + target.host()
              + "; add a token as 'password' to spec.git.authSecret, or set"
              + " spec.git.pullRequest.provider to None");
    }
    if (!token.get().matches("[\\x21-\\x7e]+")) {
      throw new GitException(
          Reason.AUTH_SECRET_INVALID,
          "'password' of spec.git.authSecret is not a token: it has blanks or other characters"
              + " that none has");
    }
    String scheme = target.host().equals(Provider.GITEA.text()) ? "token " : "Bearer ";
    return () -> scheme + token.get();
  }

  @Override
  public Optional<String> token(RepositoryUrl repository, String apiUrl, Credentials credentials)
      throws GitException {
    if (credentials.bytes(APP).isEmpty()) {
      return Optional.empty();
    }
    ApiTarget target = urls.target(repository, Provider.GITHUB, apiUrl);
    String path = ApiUrls.path(repository, target, Provider.GITHUB);
    return tokens.token(target, path, credentials);
  }
}
