// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real TLS server with a certificate that no system trusts, for 127.0.0.1 alone. */
@Timeout(60)
class PrometheusTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final AtomicInteger REQUESTS = new AtomicInteger();
  private static HttpsServer server;
  private static byte[] pem;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    Path store = dir.resolve("store.p12");
    keytool(dir, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
    keytool(dir, "-exportcert", "-rfc", "-file", dir.resolve("ca.crt").toString());
    pem = Files.readAllBytes(dir.resolve("ca.crt"));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          REQUESTS.incrementAndGet();
          byte[] body = TestSources.NOTHING.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void keytool(Path dir, String... arguments) throws Exception {
    java.util.List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(java.util.List.of(arguments));
    command.addAll(
        java.util.List.of(
            "-alias",
            "server",
            "-keystore",
            dir.resolve("store.p12").toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String url(String host) {
    return "https://" + host + ":" + server.getAddress().getPort();
  }

  private static Credentials trusting(byte[] ca) {
    return new Credentials(Optional.empty(), Map.of(), Optional.of(ca));
  }

  private static UsageException failure(UsageSource source) {
    return catchThrowableOfType(
        UsageException.class, () -> source.read(TestSources.QUERY, (k, s, v, n) -> {}));
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefusedAndNotTriedAgain() throws Exception {
    int before = REQUESTS.get();
    long start = System.nanoTime();

    UsageException failure = failure(TestSources.source(url("127.0.0.1"), Credentials.NONE, 3));

    assertThat(failure.reason()).isEqualTo(Reason.TLS_FAILED);
    assertThat(failure).hasMessageContaining("ca.crt");
    assertThat(REQUESTS).hasValue(before);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void theGivenAuthorityIsTrusted() throws Exception {
    UsageSource source = TestSources.source(url("127.0.0.1"), trusting(pem), 0);

    assertThat(source.read(TestSources.QUERY, (k, s, v, n) -> {}).queries()).isEqualTo(1);
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    UsageException failure = failure(TestSources.source(url("localhost"), trusting(pem), 0));

    assertThat(failure.reason()).isEqualTo(Reason.TLS_FAILED);
  }
}
