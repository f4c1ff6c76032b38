// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.AuthSecret;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusUsageSourcesTest {
  private static final String OWN = "http://prometheus.monitoring:9090";

  private static PrometheusUsageSources sources(Optional<URI> url, String... allowed) {
    return new PrometheusUsageSources(
        new PrometheusSettings(
            url,
            Credentials.NONE,
            Map.of(),
            new AllowedUrls(List.of(allowed)),
            new PrometheusSettings.Query(
                2, Duration.ofSeconds(1), 10_000, 0, Duration.ofMillis(1), true)),
        Clock.systemUTC(),
        QueryListener.NONE);
  }

  private static SourceRequest at(String url) {
    return new SourceRequest(Optional.of(url), Optional.empty(), Map.of());
  }

  private static UsageException refusal(SourceRequest request) {
    return catchThrowableOfType(
        UsageException.class,
        () -> sources(Optional.of(URI.create(OWN)), "https://*.eu.example:9090").source(request));
  }

  @ParameterizedTest
  @CsvSource({
    "https://*.monitoring.svc:9090, https://a.monitoring.svc:9090, true",
    "https://*.monitoring.svc:9090, https://a.monitoring.svc:9090/prometheus, true",
    "https://*.monitoring.svc:9090, http://a.monitoring.svc:9090, false",
    "https://*.monitoring.svc:9090, https://a.monitoring.svc:9091, false",
    "https://*.monitoring.svc:9090, https://evil.example/a.monitoring.svc:9090, false",
    "https://*.monitoring.svc:9090, https://evil.example#.monitoring.svc:9090, false",
    "https://*.monitoring.svc:9090, https://evil.example?.monitoring.svc:9090, false",
    "https://*.monitoring.svc:9090, https://evil@a.monitoring.svc:9090, false",
    "http://prom:9090/tenant-a, http://prom:9090/tenant-a/x, true",
    "http://prom:9090/tenant-a, http://prom:9090/tenant-ab, false",
    "http://prom:9090/tenant-a, http://prom:9090/tenant-a/../tenant-b, false",
    "http://prom:9090, http://prom:90900, false",
    "http://prom:9090, http://169.254.169.254, false",
    "http://prom:*, http://prom:8080, true"
  })
  void patternsNeverReachIntoAnotherHostPortOrPath(String pattern, String url, boolean allowed) {
    assertThat(new AllowedUrls(List.of(pattern)).allows(URI.create(url))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "prom:9090", "ftp://prom", "https://user@prom:9090"})
  void aPatternMustNameSchemeAndHost(String pattern) {
    assertThatThrownBy(() -> new AllowedUrls(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RIGHTSIZING_PROMETHEUS_ALLOWED_URLS");
  }

  @Test
  void aUrlThatIsNotAllowedIsRefusedWithoutARequest() {
    UsageException refusal = refusal(at("http://169.254.169.254/latest"));

    assertThat(refusal.reason()).isEqualTo(Reason.URL_NOT_ALLOWED);
    assertThat(refusal).hasMessageContaining("RIGHTSIZING_PROMETHEUS_ALLOWED_URLS");
  }

  @Test
  void theOperatorsOwnUrlIsAlwaysAllowed() throws UsageException {
    assertThat(sources(Optional.of(URI.create(OWN))).source(at(OWN + "/"))).isNotNull();
  }

  @Test
  void withoutAnyUrlThereIsNoSource() {
    UsageException refusal =
        catchThrowableOfType(
            UsageException.class, () -> sources(Optional.empty()).source(SourceRequest.DEFAULT));

    assertThat(refusal.reason()).isEqualTo(Reason.SOURCE_NOT_CONFIGURED);
  }

  @ParameterizedTest
  @CsvSource({
    "token+username+password, token",
    "token+password, token",
    "username, username",
    "password, password",
    "other, none of the keys"
  })
  void aSecretThatContradictsItselfIsRefused(String keys, String said) {
    Map<String, byte[]> secret = new HashMap<>();
    Arrays.stream(keys.split("\\+"))
        .forEach(key -> secret.put(key, "v".getBytes(StandardCharsets.UTF_8)));

    UsageException refusal =
        refusal(
            new SourceRequest(
                Optional.empty(), Optional.of(new AuthSecret("shop", "auth", secret)), Map.of()));

    assertThat(refusal.reason()).isEqualTo(Reason.AUTH_SECRET_INVALID);
    assertThat(refusal).hasMessageContaining(said);
  }

  @Test
  void aCaThatIsNotPemIsRefused() {
    Map<String, byte[]> secret = Map.of("ca.crt", "nonsense".getBytes(StandardCharsets.UTF_8));

    UsageException refusal =
        refusal(
            new SourceRequest(
                Optional.empty(), Optional.of(new AuthSecret("shop", "auth", secret)), Map.of()));

    assertThat(refusal.reason()).isEqualTo(Reason.AUTH_SECRET_INVALID);
    assertThat(refusal).hasMessageContaining("ca.crt");
  }

  @Test
  void equalRequestsShareASource() throws UsageException {
    PrometheusUsageSources sources = sources(Optional.of(URI.create(OWN)));

    UsageSource first = sources.source(of("a", SourceRequest.DEFAULT));

    assertThat(sources.source(of("b", at(OWN)))).isSameAs(first);
  }

  @Test
  void aRotatedProofKeepsTheSource() throws UsageException {
    PrometheusUsageSources sources = sources(Optional.of(URI.create(OWN)));
    Map<String, String> secret = Map.of("username", "u", "password", "a", "header.Org", "1");
    UsageSource before = sources.source(secret("shop", "auth", secret));

    Map<String, String> rotated = new HashMap<>(secret);
    rotated.put("password", "b");

    assertThat(sources.source(secret("shop", "auth", rotated))).isSameAs(before);
  }

  @Test
  void anotherSecretUserOrTenantIsAnotherSource() throws UsageException {
    PrometheusUsageSources sources = sources(Optional.of(URI.create(OWN)));
    Map<String, String> secret = Map.of("username", "u", "password", "a", "header.Org", "1");
    Set<UsageSource> all = Collections.newSetFromMap(new IdentityHashMap<>());

    all.add(sources.source(of("a", secret("shop", "auth", secret))));
    all.add(sources.source(of("b", secret("shop", "other", secret))));
    all.add(sources.source(of("c", secret("bank", "auth", secret))));
    for (String key : List.of("username", "header.Org")) {
      Map<String, String> changed = new HashMap<>(secret);
      changed.put(key, "2");
      all.add(sources.source(of(key, secret("shop", "auth", changed))));
    }

    assertThat(all).hasSize(5);
  }

  @Test
  void aSourceGoesWithItsLastPolicy() throws UsageException {
    PrometheusUsageSources sources = sources(Optional.of(URI.create(OWN)));
    UsageSource source = sources.source(of("a", SourceRequest.DEFAULT));
    sources.source(of("b", SourceRequest.DEFAULT));

    sources.forget(new PolicyRef("shop", "a"));
    assertThat(sources.source(of("c", SourceRequest.DEFAULT))).isSameAs(source);

    sources.forget(new PolicyRef("shop", "b"));
    sources.forget(new PolicyRef("shop", "c"));
    assertThat(sources.source(of("d", SourceRequest.DEFAULT))).isNotSameAs(source);
  }

  private static SourceRequest of(String policy, SourceRequest request) {
    return new SourceRequest(
        new PolicyRef("shop", policy), request.url(), request.secret(), request.matchers());
  }

  private static SourceRequest secret(String namespace, String name, Map<String, String> texts) {
    Map<String, byte[]> data = new HashMap<>();
    texts.forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return new SourceRequest(
        Optional.empty(), Optional.of(new AuthSecret(namespace, name, data)), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a", "http://", "http://u:p@host", "http://h/?q=1", "no url", "/x"})
  void whatIsNotABaseUrlIsRefusedWithoutRepeatingIt(String url) {
    UsageException refusal =
        catchThrowableOfType(UsageException.class, () -> PrometheusUsageSources.parse(url));

    assertThat(refusal.reason()).isEqualTo(Reason.URL_NOT_ALLOWED);
    assertThat(refusal.getMessage()).doesNotContain("u:p");
  }
}
