// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rightsizing.testkit.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** {@code git http-backend} on a free port of localhost, with a code host's moods. */
public final class GitHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final GitBackend backend;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> authorization = Optional.empty();
  private volatile Predicate<Request> when = request -> false;
  private volatile Fault fault;

  private GitHttpServer(HttpServer server, String scheme, Path root) {
    this.server = server;
    this.scheme = scheme;
    this.backend = new GitBackend(root);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A request that came. */
  public record Request(
      String method, String path, String query, Optional<String> authorization, String protocol) {

    /** Whether it begins a read: a listing or a fetch. */
    public boolean lists() {
      return path.endsWith("/info/refs") && query.contains("git-upload-pack");
    }

    /** Whether it belongs to a push. */
    public boolean pushes() {
      return path.endsWith("/git-receive-pack") || query.contains("git-receive-pack");
    }
  }

  /** Answers in place of Git. */
  @FunctionalInterface
  public interface Fault {
    void answer(HttpExchange exchange, GitBackend backend) throws IOException;
  }

  /** Serves the repositories below a folder by plain HTTP. */
  public static GitHttpServer start(Path root) {
    try {
      return new GitHttpServer(HttpServer.create(local(), 0), "http", root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves by TLS with this certificate, which should name localhost. */
  public static GitHttpServer start(Path root, SelfSigned certificate) {
    try {
      HttpsServer server = HttpsServer.create(local(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
      return new GitHttpServer(server, "https", root);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress local() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SSLContext context(SelfSigned made) throws Exception {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new java.io.ByteArrayInputStream(
                    made.certificate().getBytes(StandardCharsets.US_ASCII)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", made.keys().getPrivate(), new char[0], new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** The server without a path. */
  public String base() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** The URL of a repository, such as {@code shop/deploy}. */
  public String url(String name) {
    return base() + "/" + name + ".git";
  }

  /** From now on wants this user and password; anything else is answered 401. */
  public GitHttpServer requireLogin(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    return this;
  }

  /** Answers all requests so, until another fault or {@link #recover}. */
  public GitHttpServer fault(Fault fault) {
    return fault(fault, request -> true);
  }

  /** Answers some requests so, such as {@code Request::pushes}. */
  public GitHttpServer fault(Fault fault, Predicate<Request> when) {
    this.fault = fault;
    this.when = when;
    return this;
  }

  public GitHttpServer recover() {
    when = request -> false;
    return this;
  }

  /** What came so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public void forgetRequests() {
    requests.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol")).orElse(""));
    requests.add(request);
    try (exchange) {
      if (when.test(request)) {
        fault.answer(exchange, backend);
      } else if (authorization.isPresent() && !authorization.equals(request.authorization())) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        GitFaults.status(401, "text/plain", "Invalid username or token").answer(exchange, backend);
      } else {
        backend.answer(exchange);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
