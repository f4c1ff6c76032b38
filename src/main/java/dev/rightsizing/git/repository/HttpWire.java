// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitProxy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * The HTTP connections of one fetch or push. Remembers the last answer, since JGit's exceptions
 * hold it as a sentence at best, and ends what takes longer than its deadline.
 */
final class HttpWire implements HttpConnectionFactory {
  private final Optional<TrustManager[]> authorities;
  private final Optional<GitProxy> proxy;
  private final Deadline deadline;
  private volatile Optional<Answer> last = Optional.empty();

  HttpWire(Optional<TrustManager[]> authorities, Optional<GitProxy> proxy, Deadline deadline) {
    this.authorities = authorities;
    this.proxy = proxy;
    this.deadline = deadline;
  }

  /**
   * How a server answered.
   *
   * @param location of a redirect
   */
  record Answer(
      int status,
      String requested,
      Optional<String> contentType,
      Optional<String> location,
      Optional<String> retryAfter) {}

  /** The last answer of the server. */
  Optional<Answer> last() {
    return last;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy ignored) throws IOException {
    deadline.check();
    Proxy way =
        proxy
            .filter(p -> p.serves(url.getHost()))
            .map(p -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(p.host(), p.port())))
            .orElse(Proxy.NO_PROXY);
    Connection connection = new Connection(url, way);
    if (url.getProtocol().equals("https") && authorities.isPresent()) {
      try {
        connection.configure(null, authorities.get(), null);
      } catch (GeneralSecurityException e) {
        throw new IOException("TLS cannot be set up", e);
      }
    }
    return connection;
  }

  private final class Connection extends JDKHttpConnection {
    Connection(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public int getResponseCode() throws IOException {
      last = Optional.empty();
      int status = super.getResponseCode();
      last =
          Optional.of(
              new Answer(
                  status,
                  getURL().toString(),
                  Optional.ofNullable(getContentType()),
                  Optional.ofNullable(getHeaderField("Location")),
                  Optional.ofNullable(getHeaderField("Retry-After"))));
      return status;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          deadline.check();
          return super.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          deadline.check();
          return super.read(into, from, length);
        }
      };
    }
  }

  /** When all must be over, on a clock that nobody sets. */
  static final class Deadline {
    private final long end;

    Deadline(java.time.Duration from) {
      this.end = System.nanoTime() + from.toNanos();
    }

    boolean passed() {
      return System.nanoTime() - end > 0;
    }

    void check() throws SocketTimeoutException {
      if (passed()) {
        throw new SocketTimeoutException("the deadline has passed");
      }
    }
  }
}
