// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.usage.prometheus.AllowedUrls;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPermissionTest {
  private static final String OWN = "https://prom.monitoring:9090/select";

  private static Policy policy(String namespace, String url) throws Exception {
    return new PolicyReader()
        .read(
            Serialization.unmarshal(
                "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p,"
                    + " namespace: "
                    + namespace
                    + "}\nspec: "
                    + (url.isEmpty() ? "{}" : "{prometheus: {url: '" + url + "'}}"),
                RightSizingPolicy.class));
  }

  private static QueryPermission permission(boolean own, String... free) {
    return new QueryPermission(
        "rightsizing-system",
        new PrometheusUsageSources(
            new PrometheusSettings(
                Optional.of(URI.create(OWN)),
                Credentials.NONE,
                Map.of(),
                new AllowedUrls(List.of("https://*:*", "https://*", "http://*:*", "http://*")),
                new PrometheusSettings.Query(
                    2, Duration.ofSeconds(1), 10_000, 0, Duration.ofMillis(1), true),
                new PrometheusSettings.FreeQueries(own, new AllowedUrls(List.of(free)))),
            Clock.systemUTC(),
            QueryListener.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "rightsizing-system, '', false, true",
    "shop, '', false, false",
    "shop, '', true, true",
    "shop, https://prom.monitoring:9090/select, false, false",
    "shop, https://prom.monitoring:9090/select, true, true",
    "shop, https://prom.shop:9090, false, true",
    "shop, https://prom.shop:9090/team, false, true",
    "shop, https://prom.shop:9091, false, false",
    "shop, http://prom.shop:9090, false, false",
  })
  void freeQueriesReachOnlyWhatAnAdministratorNames(
      String namespace, String url, boolean own, boolean allowed) throws Exception {
    assertThat(permission(own, "https://prom.shop:9090").allows(policy(namespace, url)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://prom.monitoring:09090/select",
        "https://prom.monitoring:0009090/select/",
        "HTTPS://Prom.Monitoring:9090/select",
        "https://prom.monitoring.:9090/select",
        "https://prom.monitoring:9090//select",
        "https://prom.monitoring:9090/./select",
        "https://prom.monitoring:9090/x/../select",
        "https://prom.monitoring:9090/%73elect",
        "https://prom.monitoring:9090/x%2f..%2fselect",
        "https://prom-by-another-name:9090/select"
      })
  void noOtherSpellingOrNameOfTheOperatorsSourceIsAWayAround(String url) throws Exception {
    assertThat(permission(false).allows(policy("shop", url))).isFalse();
    assertThat(permission(false, "https://prom.shop:9090").allows(policy("shop", url))).isFalse();
  }

  @Test
  void beingAllowedAsASourceIsNotEnough() throws Exception {
    assertThat(permission(false).allows(policy("shop", "https://prom.shop:9090"))).isFalse();
    assertThat(permission(true).allows(policy("shop", "https://prom.shop:9090"))).isFalse();
  }
}
