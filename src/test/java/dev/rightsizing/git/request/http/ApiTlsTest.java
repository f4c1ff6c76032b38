// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.GitProxy;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.ConnectProxy;
import dev.rightsizing.testkit.SelfSigned;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real TLS server with a certificate that no system trusts. */
class ApiTlsTest {
  private static HttpsServer server;
  private static SelfSigned certificate;

  @BeforeAll
  static void start() throws Exception {
    // Java looks for an address in the common name where there is no other name.
    certificate = SelfSigned.of("EC", "localhost");
    char[] password = "changeit".toCharArray();
    Certificate parsed =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    certificate.certificate().getBytes(StandardCharsets.US_ASCII)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", certificate.keys().getPrivate(), password, new Certificate[] {parsed});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("[]".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static ApiAnswer ask(String ca, Optional<GitProxy> proxy) throws GitException {
    Duration time = Duration.ofSeconds(10);
    ApiSettings settings = new ApiSettings(time, time, 0, Duration.ofMillis(5), 1 << 20, proxy);
    Credentials credentials =
        new Credentials(
            ca.isEmpty() ? Map.of() : Map.of("ca.crt", ca.getBytes(StandardCharsets.US_ASCII)));
    return new ApiClient(
            new HttpClients(settings).trusting(credentials),
            new ApiTarget(
                "GitLab", URI.create("https://localhost:" + server.getAddress().getPort())),
            () -> "Bearer hunter2",
            settings,
            Clock.systemUTC())
        .send(ApiCall.get("/projects/1"));
  }

  @Test
  void theAuthorityOfTheSecretIsTrusted() throws GitException {
    assertThat(ask(certificate.certificate(), Optional.empty()).status()).isEqualTo(200);
  }

  @Test
  void anUnknownAuthorityIsRefused() {
    assertThatThrownBy(() -> ask("", Optional.empty()))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_TLS_FAILED))
        .hasMessageContaining("ca.crt");
  }

  @Test
  void whatIsNoCertificateIsSaid() {
    assertThatThrownBy(() -> ask("no certificate", Optional.empty()))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_KEY_INVALID))
        .hasMessageContaining("ca.crt");
  }

  @Test
  void theProxyIsUsedButForTheHostsThatItExcepts() throws GitException {
    try (ConnectProxy proxy = new ConnectProxy()) {
      GitProxy through = new GitProxy("127.0.0.1", proxy.port(), List.of());
      GitProxy around = new GitProxy("127.0.0.1", proxy.port(), List.of("localhost"));

      ask(certificate.certificate(), Optional.of(around));
      assertThat(proxy.asked()).isEmpty();
      ask(certificate.certificate(), Optional.of(through));

      assertThat(proxy.asked()).hasSize(1);
      assertThat(proxy.asked().get(0))
          .startsWith("CONNECT localhost:" + server.getAddress().getPort())
          .doesNotContain("hunter2");
    }
  }
}
