// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.GitProxy;
import dev.rightsizing.git.TrustedAuthorities;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** HTTP clients: one for all hosts, and one for each that has an authority of its own. */
public final class HttpClients {
  private final ApiSettings settings;
  private Optional<HttpClient> plain = Optional.empty();

  public HttpClients(ApiSettings settings) {
    this.settings = settings;
  }

  /**
   * A client that trusts the credentials' {@code ca.crt} in place of the system's authorities.
   *
   * @throws GitException when that is no PEM file of certificates
   */
  public synchronized HttpClient trusting(Credentials credentials) throws GitException {
    Optional<TrustManager[]> trusted = TrustedAuthorities.of(credentials);
    if (trusted.isPresent()) {
      return builder().sslContext(context(trusted.get())).build();
    }
    HttpClient client = plain.orElseGet(() -> builder().build());
    plain = Optional.of(client);
    return client;
  }

  private HttpClient.Builder builder() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout());
    settings.proxy().ifPresent(proxy -> builder.proxy(new Selector(proxy)));
    return builder;
  }

  private static SSLContext context(TrustManager[] trusted) throws GitException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new GitException(
          Reason.INTERNAL_ERROR, "this Java has no TLS to trust ca.crt with: " + e.getMessage(), e);
    }
  }

  /** Says which hosts are reached by the proxy. */
  private static final class Selector extends ProxySelector {
    private final GitProxy proxy;

    Selector(GitProxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI url) {
      return proxy.serves(url.getHost())
          ? List.of(
              new Proxy(
                  Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
          : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException fault) {
      // The client reports it.
    }
  }
}
