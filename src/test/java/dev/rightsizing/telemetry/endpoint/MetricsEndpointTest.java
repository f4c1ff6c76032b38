// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.endpoint.EndpointSettings.Times;
import dev.rightsizing.telemetry.endpoint.EndpointSettings.Tls;
import dev.rightsizing.testkit.SelfSigned;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real server on a free port. */
@Timeout(60)
class MetricsEndpointTest {
  private static final Times QUICK = new Times(Duration.ofMillis(500), Duration.ofMillis(100));
  private static Vertx vertx;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PrometheusRegistry registry = new OperatorRegistry();

  /** Stands still, so that the bucket of the rate limit is not filled up. */
  private final AtomicLong now = new AtomicLong();

  private MetricsEndpoint endpoint;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    if (endpoint != null) {
      endpoint.close();
    }
  }

  private void start(ScrapeAuthorization authorization, Optional<Tls> tls, Times times) {
    Gauge.builder().name("answer").register(registry).set(42);
    endpoint =
        new MetricsEndpoint(
            vertx,
            new EndpointSettings("127.0.0.1", 0, tls, times),
            new MetricsHandler(vertx, registry, authorization, now::get));
    endpoint.start();
  }

  private void start() {
    start(ScrapeAuthorization.none(), Optional.empty(), Times.DEFAULT);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesThePageWithHeadersThatForbidAllElse() throws Exception {
    start();

    HttpResponse<String> response = send(request("/metrics"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("answer 42.0");
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    assertThat(headers).containsEntry("x-content-type-options", List.of("nosniff"));
    assertThat(headers).containsEntry("x-frame-options", List.of("DENY"));
    assertThat(headers).containsEntry("x-xss-protection", List.of("1; mode=block"));
    assertThat(headers.get("content-security-policy").get(0)).contains("default-src 'none'");
    assertThat(headers.get("content-type").get(0)).startsWith("text/plain; version=0.0.4");
  }

  @Test
  void speaksOpenMetricsToThoseWhoPreferIt() throws Exception {
    start();

    HttpResponse<String> response =
        send(request("/metrics").header("Accept", "application/openmetrics-text; version=1.0.0"));

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(response.body()).endsWith("# EOF\n");
  }

  @Test
  void hasNothingElse() throws Exception {
    start();

    assertThat(send(request("/")).statusCode()).isEqualTo(404);
    assertThat(send(request("/q/health/live")).statusCode()).isEqualTo(404);
    HttpResponse<String> posted =
        send(request("/metrics").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void aStormOfScrapesGets429AfterTheBurst() throws Exception {
    start();

    List<CompletableFuture<HttpResponse<String>>> storm = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      storm.add(
          client.sendAsync(request("/metrics").build(), HttpResponse.BodyHandlers.ofString()));
    }
    List<HttpResponse<String>> answers = storm.stream().map(CompletableFuture::join).toList();

    assertThat(answers.stream().filter(a -> a.statusCode() == 200)).hasSize(20);
    assertThat(answers.stream().filter(a -> a.statusCode() == 429))
        .hasSize(30)
        .allSatisfy(a -> assertThat(a.headers().firstValue("Retry-After")).contains("1"));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(send(request("/metrics")).body())
        .contains("rightsizing_metrics_requests_total{outcome=\"limited\"} 30.0");
  }

  @Test
  void aMetricThatThrowsLeavesTheOthersOnThePage() throws Exception {
    start();
    GaugeWithCallback.builder()
        .name("broken")
        .callback(
            callback -> {
              throw new IllegalStateException("no such figure");
            })
        .register(registry);

    HttpResponse<String> first = send(request("/metrics"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).contains("answer 42.0").doesNotContain("\nbroken");
    assertThat(send(request("/metrics")).body())
        .containsPattern("rightsizing_metrics_failures_total\\{metric=\"broken\"} [12]\\.0");
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    start(ScrapeAuthorization.none(), Optional.empty(), QUICK);
    URI url = URI.create(endpoint.url());

    try (Socket slow = new Socket(url.getHost(), url.getPort())) {
      slow.getOutputStream().write("GET /metrics HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      slow.setSoTimeout(10_000);
      InputStream answer = slow.getInputStream();

      // The headers never end; the server does not wait for them.
      assertThat(answer.read()).isEqualTo(-1);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(send(request("/metrics")).body())
                    .contains("rightsizing_metrics_requests_total{outcome=\"cut_off\"} 1.0"));
  }

  @Test
  void onlyWhoMayReadMetricsGetsThem() throws Exception {
    start(
        ScrapeAuthorization.by(
            new AccessReview() {
              @Override
              public Optional<Identity> authenticate(String token) {
                return Optional.of(Identity.of(token, Set.of()))
                    .filter(identity -> !token.equals("expired"));
              }

              @Override
              public boolean allows(Identity identity, Permission permission) {
                return identity.name().equals("scraper");
              }
            }),
        Optional.empty(),
        Times.DEFAULT);

    HttpResponse<String> anonymous = send(request("/metrics"));
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(anonymous.body()).doesNotContain("answer");
    assertThat(send(request("/metrics").header("Authorization", "Bearer expired")).statusCode())
        .isEqualTo(401);
    HttpResponse<String> other = send(request("/metrics").header("Authorization", "Bearer other"));
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body()).contains("nonResourceURLs").doesNotContain("answer");
    assertThat(send(request("/metrics").header("Authorization", "Bearer scraper")).body())
        .contains("answer 42.0");
  }

  @Test
  void aNewCertificateIsUsedWithoutARestart(@TempDir Path dir) throws Exception {
    Tls tls = new Tls(dir.resolve("tls.crt"), dir.resolve("tls.key"));
    write(tls, SelfSigned.of("EC", "before"));
    start(ScrapeAuthorization.none(), Optional.of(tls), QUICK);
    assertThat(served()).isEqualTo("CN=before");

    // Whoever replaces the files one by one must not end the service in between.
    SelfSigned after = SelfSigned.of("EC", "after");
    Files.writeString(tls.key(), after.pkcs8Key());
    await().during(Duration.ofMillis(300)).until(this::served, "CN=before"::equals);
    Files.writeString(tls.certificate(), "no certificate");
    await().during(Duration.ofMillis(300)).until(this::served, "CN=before"::equals);
    write(tls, after);

    await().untilAsserted(() -> assertThat(served()).isEqualTo("CN=after"));
  }

  private static void write(Tls tls, SelfSigned certificate) throws IOException {
    Files.writeString(tls.key(), certificate.pkcs8Key());
    Files.writeString(tls.certificate(), certificate.certificate());
  }

  /** The subject of the certificate that a client is shown. */
  private String served() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, null);
    URI url = URI.create(endpoint.url());
    assertThat(url.getScheme()).isEqualTo("https");
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void aCertificateOfAnotherKeyIsRefusedAtStart(@TempDir Path dir) throws Exception {
    Tls tls = new Tls(dir.resolve("tls.crt"), dir.resolve("tls.key"));
    write(tls, SelfSigned.of("EC", "one"));
    Files.writeString(tls.key(), SelfSigned.of("EC", "other").pkcs8Key());

    assertThatThrownBy(() -> start(ScrapeAuthorization.none(), Optional.of(tls), QUICK))
        .hasMessageContaining("the key is not that of the certificate")
        .hasMessageContaining("RIGHTSIZING_METRICS_KEY_FILE");
    endpoint = null;
  }

  @Test
  void aPortThatIsTakenIsNamedWithItsSetting() {
    start();
    URI url = URI.create(endpoint.url());
    MetricsEndpoint second =
        new MetricsEndpoint(
            vertx,
            new EndpointSettings("127.0.0.1", url.getPort(), Optional.empty(), Times.DEFAULT),
            new MetricsHandler(
                vertx, new OperatorRegistry(), ScrapeAuthorization.none(), now::get));

    assertThatThrownBy(second::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("127.0.0.1:" + url.getPort())
        .hasMessageContaining("RIGHTSIZING_METRICS_PORT");
  }
}
