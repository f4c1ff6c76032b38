// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.PolicyShares;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.label.OwnSeriesSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives policies their Prometheus. A URL that a policy names must be allowed, and the operator's
 * own credentials go to the operator's own URL only. Policies with another Secret or tenant never
 * share what was read; a token or password that was rotated is used by the same source from then
 * on.
 */
public final class PrometheusUsageSources implements UsageSources, AutoCloseable {
  private final PolicyShares<Key, Connection> connections = new PolicyShares<>();
  private final PolicyShares<URI, PrometheusServer> servers = new PolicyShares<>();
  private final Deadlines deadlines = new Deadlines();
  private final HttpClients clients;
  private final SecretReader secrets = new SecretReader();
  private final PrometheusSettings settings;
  private final Clock clock;
  private final QueryListener listener;

  public PrometheusUsageSources(PrometheusSettings settings, Clock clock, QueryListener listener) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.clients = new HttpClients(settings.query().timeout());
  }

  @Override
  public UsageSource source(SourceRequest request) throws UsageException {
    URI url = url(request);
    boolean own = isOwn(url);
    Map<String, String> matchers = new TreeMap<>(request.matchers());
    // The operator's matchers may fence a tenant in, so a policy cannot override them.
    matchers.putAll(own ? settings.matchers() : Map.of());
    Credentials credentials = credentials(request, own);
    Key key = new Key(url, matchers, request.secret().map(Tenant::of));
    PrometheusServer server =
        servers.of(request.policy(), url, () -> new PrometheusServer(url, settings.query()));
    Connection connection =
        connections.of(request.policy(), key, () -> connect(key, server, credentials));
    connection.http().use(credentials);
    return connection.source();
  }

  private Connection connect(Key key, PrometheusServer server, Credentials credentials)
      throws UsageException {
    PrometheusHttp http =
        new PrometheusHttp(
            key.url(),
            credentials,
            settings.query(),
            new PrometheusHttp.Shared(server, clients, deadlines, listener),
            clock);
    return new Connection(
        new OwnSeriesSource(
            new PrometheusUsageSource(
                key.url().toString(), new PromQl(key.matchers()), http, settings.query(), listener),
            clock),
        http);
  }

  @Override
  public void forget(PolicyRef policy) {
    connections.forget(policy);
    servers.forget(policy);
  }

  /** How many sources do not answer at present, so that they are hardly asked. */
  public long away() {
    return connections.all().stream().filter(share -> share.value().http().isAway()).count();
  }

  /** Ends what waits. */
  @Override
  public void close() {
    deadlines.close();
  }

  private Credentials credentials(SourceRequest request, boolean own) throws UsageException {
    if (request.secret().isEmpty()) {
      return own ? settings.credentials() : Credentials.NONE;
    }
    Credentials given = secrets.read(request.secret().get().data());
    // Whom to trust at the operator's own URL is no secret, so a token alone is enough there.
    Optional<byte[]> ca = own ? given.ca().or(settings.credentials()::ca) : given.ca();
    return new Credentials(given.authorization(), given.headers(), ca);
  }

  private URI url(SourceRequest request) throws UsageException {
    if (request.url().isEmpty()) {
      return settings
          .url()
          .orElseThrow(
              () ->
                  new UsageException(
                      Reason.SOURCE_NOT_CONFIGURED, Reason.SOURCE_NOT_CONFIGURED.sentence()));
    }
    URI url = parse(request.url().get());
    if (!isOwn(url) && !settings.allowed().allows(url)) {
      throw new UsageException(
          Reason.URL_NOT_ALLOWED,
          "the operator may not call "
              + url.getScheme()
              + "://"
              + url.getHost()
              + "; an administrator can add a pattern to RIGHTSIZING_PROMETHEUS_ALLOWED_URLS");
    }
    return url;
  }

  /** The one answer to it, for credentials, matchers and free queries alike. */
  private boolean isOwn(URI url) {
    return settings.url().filter(url::equals).isPresent();
  }

  /**
   * The operator's own source is queried freely where an administrator says so of it, any other
   * where one has named its URL for that: it may be another name of the operator's own.
   */
  @Override
  public boolean allowsFreeQueries(SourceRequest request) {
    try {
      URI url = url(request);
      return isOwn(url) ? settings.free().own() : settings.free().urls().allows(url);
    } catch (UsageException e) {
      return false;
    }
  }

  /**
   * A base URL in the one way to write it, without a slash at its end.
   *
   * @throws UsageException when it is not an absolute http or https URL
   */
  public static URI parse(String text) throws UsageException {
    try {
      URI url = new URI(text.strip());
      boolean good =
          ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      if (good) {
        return SourceUrl.canonical(url);
      }
    } catch (URISyntaxException e) {
      // The error omits the URL: it may contain a password.
      throw notAUrl();
    }
    throw notAUrl();
  }

  private static UsageException notAUrl() {
    return new UsageException(
        Reason.URL_NOT_ALLOWED,
        "the URL of Prometheus is not a base URL such as http://prometheus.monitoring:9090,"
            + " without user, query or fragment");
  }

  /** A source and what carries its credentials. */
  private record Connection(UsageSource source, PrometheusHttp http) {}

  /** What decides whether two policies share a source. */
  private record Key(URI url, Map<String, String> matchers, Optional<Tenant> tenant) {}
}
