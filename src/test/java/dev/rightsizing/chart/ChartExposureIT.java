// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static dev.rightsizing.chart.Rendered.environment;
import static dev.rightsizing.chart.Rendered.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the operator is seen from outside: metrics, page, telemetry, dashboards, network. */
class ChartExposureIT {
  private static final String NAME = Helm.RELEASE;

  @Test
  void aNetworkPolicyAllowsWhatTheOperatorNeedsAndNothingElse() {
    JsonNode spec =
        Helm.find(
                Helm.objects(
                    "--set",
                    "networkPolicy.enabled=true,networkPolicy.egress.prometheusPorts={9090,443},"
                        + "otlp.endpoint=http://collector:4318/x,page.enabled=true",
                    "--set-json",
                    "networkPolicy.ingress.metricsFrom=[{\"podSelector\":{}}]",
                    "--set-json",
                    "networkPolicy.egress.extra=[{\"ports\":[{\"port\":9092}]}]"),
                "NetworkPolicy",
                NAME)
            .path("spec");

    assertThat(spec.path("ingress"))
        .extracting(rule -> rule.at("/ports/0/port").asText() + " " + rule.path("from").size())
        // The kubelet is no pod that could be named.
        .containsExactly("management 0", "metrics 1", "page 0");
    List<Integer> ports = new ArrayList<>();
    spec.path("egress")
        .forEach(rule -> rule.path("ports").forEach(p -> ports.add(p.path("port").asInt())));
    assertThat(ports).containsExactly(53, 53, 443, 6443, 9090, 443, 4318, 9092);
    assertThat(spec.path("policyTypes")).hasSize(2);
  }

  @Test
  void thePageHasAServiceAndTheRightToAskWhoSendsARequest() {
    List<JsonNode> objects =
        Helm.objects(
            "--set",
            "page.enabled=true,page.port=8443,page.tlsSecret=cert,page.ingress.enabled=true,"
                + "page.ingress.host=sizes.example.com,page.ingress.tlsSecret=host-cert,"
                + "page.httpRoute.enabled=true",
            "--set-json",
            "page.httpRoute.parentRefs=[{\"name\":\"gateway\"}]");
    JsonNode pod = Helm.find(objects, "Deployment", NAME).at("/spec/template/spec");
    JsonNode service = Helm.find(objects, "Service", NAME + "-page");
    JsonNode ingress = Helm.find(objects, "Ingress", NAME + "-page");
    JsonNode route = Helm.find(objects, "HTTPRoute", NAME + "-page");

    assertThat(environment(pod))
        .containsEntry("RIGHTSIZING_PAGE_ENABLED", "true")
        .containsEntry("RIGHTSIZING_PAGE_PORT", "8443")
        .containsEntry("RIGHTSIZING_PAGE_CERTIFICATE_FILE", "/etc/rightsizing/page-tls/tls.crt");
    assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("page");
    assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo("sizes.example.com");
    assertThat(ingress.at("/spec/tls/0/secretName").asText()).isEqualTo("host-cert");
    assertThat(route.at("/spec/rules/0/backendRefs/0/port"))
        .isEqualTo(service.at("/spec/ports/0/port"));
    assertThat(Helm.find(objects, "ClusterRole", NAME + "-access-review").path("rules")).hasSize(2);
  }

  @Test
  void aProxyInFrontOfThePageIsTrustedByAddressOrSecret() {
    JsonNode pod =
        pod(
            "--set",
            "page.enabled=true,page.authentication=Proxy,page.proxy.existingSecret=proxy,"
                + "page.proxy.trustedAddresses={10.1.0.0/16}");

    assertThat(environment(pod))
        .containsEntry("RIGHTSIZING_PAGE_TRUSTED_PROXIES", "10.1.0.0/16")
        .containsEntry("RIGHTSIZING_PAGE_PROXY_SECRET_FILE", "/etc/rightsizing/page-proxy/secret");
    assertThat(pod.at("/volumes/1/secret/secretName").asText()).isEqualTo("proxy");
  }

  @Test
  void theMetricsCanAskForATokenAndSpeakTls() {
    List<JsonNode> objects =
        Helm.objects(
            "--set",
            "metrics.authentication=TokenReview,metrics.tlsSecret=cert,metrics.maxContainers=500,"
                + "metrics.serviceMonitor.enabled=true,"
                + "metrics.serviceMonitor.tlsConfig.serverName=operator");
    JsonNode endpoint =
        Helm.find(objects, "ServiceMonitor", NAME + "-metrics").at("/spec/endpoints/0");

    assertThat(environment(Helm.find(objects, "Deployment", NAME).at("/spec/template/spec")))
        .containsEntry("RIGHTSIZING_METRICS_AUTHENTICATION", "TokenReview")
        .containsEntry("RIGHTSIZING_METRICS_KEY_FILE", "/etc/rightsizing/metrics-tls/tls.key")
        .containsEntry("RIGHTSIZING_METRICS_MAX_CONTAINERS", "500");
    assertThat(endpoint.path("scheme").asText()).isEqualTo("https");
    assertThat(endpoint.at("/tlsConfig/serverName").asText()).isEqualTo("operator");
    assertThat(endpoint.path("bearerTokenFile").asText()).isNotEmpty();
    assertThat(
            Helm.find(objects, "ClusterRole", NAME + "-metrics-reader")
                .at("/rules/0/nonResourceURLs/0")
                .asText())
        .isEqualTo("/metrics");
  }

  @Test
  void metricsAndSpansGoToACollector() {
    JsonNode pod =
        pod(
            "--set",
            "otlp.endpoint=http://collector:4318,otlp.cluster=a,otlp.environment=b,"
                + "otlp.resourceAttributes.team=c,otlp.headersSecret.name=otlp");

    assertThat(environment(pod))
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")
        .containsEntry("RIGHTSIZING_OTLP_CLUSTER", "a")
        .containsEntry("RIGHTSIZING_OTLP_ENVIRONMENT", "b")
        .containsEntry("OTEL_RESOURCE_ATTRIBUTES", "team=c")
        .containsEntry("OTEL_EXPORTER_OTLP_HEADERS", "otlp/headers");
    assertThat(environment(pod()))
        .noneSatisfy((name, value) -> assertThat(name).startsWith("OTEL"));
  }

  @Test
  void thePrometheusOperatorFindsMetricsAndRules() {
    List<JsonNode> objects =
        Helm.objects(
            "--set",
            "metrics.serviceMonitor.enabled=true,metrics.serviceMonitor.labels.release=prom,"
                + "metrics.serviceMonitor.interval=15s,metrics.prometheusRule.enabled=true,"
                + "metrics.prometheusRule.labels.release=prom");
    JsonNode monitor = Helm.find(objects, "ServiceMonitor", NAME + "-metrics");
    JsonNode service = Helm.find(objects, "Service", NAME + "-metrics");
    JsonNode rule = Helm.find(objects, "PrometheusRule", NAME);

    assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prom");
    assertThat(monitor.at("/spec/endpoints/0/interval").asText()).isEqualTo("15s");
    assertThat(monitor.at("/spec/endpoints/0/honorLabels").asBoolean()).isTrue();
    assertThat(monitor.at("/spec/endpoints/0/port")).isEqualTo(service.at("/spec/ports/0/name"));
    monitor
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(
            label ->
                assertThat(service.at("/metadata/labels").path(label.getKey()))
                    .isEqualTo(label.getValue()));
    assertThat(rule.at("/spec/groups"))
        .isEqualTo(
            ChartValue.tree(ChartFile.read(Path.of("rules/rightsizing.rules.yaml")))
                .path("groups"));
  }

  @Test
  void eachDashboardIsAConfigMapForGrafanasSidecar() throws IOException {
    List<String> files;
    try (Stream<Path> all = Files.list(ChartFile.CHART.resolve("dashboards"))) {
      files = all.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".json")).toList();
    }
    List<JsonNode> maps =
        Helm.objects("--set", "dashboards.enabled=true,dashboards.namespace=grafana").stream()
            .filter(o -> o.path("kind").asText().equals("ConfigMap"))
            .toList();

    assertThat(maps).hasSameSizeAs(files).isNotEmpty();
    assertThat(maps)
        .allSatisfy(
            map -> {
              String file = map.path("data").fieldNames().next();
              assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
              assertThat(map.at("/metadata/namespace").asText()).isEqualTo("grafana");
              assertThat(ChartValue.tree(map.path("data").path(file).asText()))
                  .isEqualTo(
                      ChartValue.tree(
                          ChartFile.read(ChartFile.CHART.resolve("dashboards").resolve(file))));
            });
  }
}
