// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and writes the beans as the Kubernetes client does. */
class BeansRoundTripTest {
  private final KubernetesSerialization client = new KubernetesSerialization();

  @ParameterizedTest
  @ValueSource(
      strings = {"policy.yaml", "policy-all-namespaces.yaml", "policy-own-prometheus.yaml"})
  void keepsAllThatASampleSays(String sample) throws IOException {
    JsonNode before =
        new ObjectMapper(new YAMLFactory()).readTree(Path.of("samples", sample).toFile());

    JsonNode after = written(client.unmarshal(before.toString(), RightSizingPolicy.class));

    assertThat(contains(after, before)).as("%s in %s", before, after).isTrue();
  }

  @Test
  void keepsAllThatARecommendationSays() throws IOException {
    JsonNode before =
        new ObjectMapper(new YAMLFactory())
            .readTree(
                """
                apiVersion: rightsizing.dev/v1alpha1
                kind: Recommendation
                metadata: {name: deployment-checkout, namespace: shop}
                spec:
                  policy: shop
                  target: {apiVersion: apps/v1, kind: Deployment, name: checkout}
                  decision: Approved
                status:
                  computedAt: "2026-01-01T00:00:00Z"
                  replicas: 3
                  containers:
                  - name: app
                    cpu:
                      current: {request: "1", limit: "2"}
                      usage: {p95: 182m, max: 401m, mean: 96m}
                      utilization: {ofRequestPercent: 18, ofLimitPercent: 9}
                      recommended: {request: 219m, limit: 438m}
                      verdict: OverProvisioned
                      explanation: P95 182m over 7d
                  savings: {monthly: "18.02", currency: USD, cpu: 2343m, memory: 1536Mi, percent: 71}
                  confidence: {level: High, history: 7d, samples: 2016, coveragePercent: 99}
                  risk: {level: None, reasons: []}
                  quota: {fits: true, message: ""}
                  evidence: {source: "http://prometheus", queries: [up], step: 5m, aggregation: MaxOverPods}
                  patches: {strategicMerge: a, kustomize: b}
                  conditions:
                  - type: Ready
                    status: "True"
                    reason: Computed
                    message: ""
                    lastTransitionTime: "2026-01-01T00:00:00Z"
                """);

    assertThat(written(client.unmarshal(before.toString(), Recommendation.class)))
        .isEqualTo(before);
  }

  @Test
  void ignoresFieldsOfANewerCrd() {
    RightSizingPolicy policy =
        client.unmarshal(
            """
            {"apiVersion": "rightsizing.dev/v1alpha1", "kind": "RightSizingPolicy",
             "metadata": {"name": "shop", "namespace": "shop"},
             "spec": {"interval": "2h", "tomorrow": {"a": 1},
                      "cpu": {"percentile": 90, "tomorrow": true},
                      "risk": {"memory": {"tomorrow": [1]}}},
             "status": {"workloads": 4, "tomorrow": "x"}}
            """,
            RightSizingPolicy.class);

    assertThat(policy.getSpec().getInterval()).isEqualTo("2h");
    assertThat(policy.getSpec().getCpu().getPercentile()).isEqualTo(90);
    assertThat(policy.getSpec().getRisk().getMemory().getLimitPercent()).isEqualTo(90);
    assertThat(policy.getStatus().getWorkloads()).isEqualTo(4);
  }

  @Test
  void keepsDefaultsWhereAManifestSaysNull() {
    RightSizingPolicy policy =
        client.unmarshal(
            """
            {"apiVersion": "rightsizing.dev/v1alpha1", "kind": "RightSizingPolicy",
             "spec": {"interval": null, "window": null, "cpu": {"min": null}}}
            """,
            RightSizingPolicy.class);

    assertThat(policy.getSpec().getInterval()).isEqualTo("1h");
    assertThat(policy.getSpec().getWindow().getLookback()).isEqualTo("7d");
    assertThat(policy.getSpec().getCpu().getMin()).isEqualTo("10m");
  }

  @Test
  void readsAndLeavesOutADecisionThatNobodyMade() throws IOException {
    Recommendation recommendation =
        client.unmarshal(
            "{\"spec\": {\"policy\": \"shop\"}, \"kind\": \"Recommendation\","
                + " \"apiVersion\": \"rightsizing.dev/v1alpha1\"}",
            Recommendation.class);

    assertThat(recommendation.getSpec().decisionOrPending()).isEqualTo(Decision.Pending);
    assertThat(written(recommendation).path("spec").has("decision")).isFalse();
  }

  private JsonNode written(Object bean) throws IOException {
    return new ObjectMapper().readTree(client.asJson(bean));
  }

  /** Whether one tree says all that the other says; it may say more, such as defaults. */
  private static boolean contains(JsonNode whole, JsonNode part) {
    if (!part.isObject()) {
      return whole.equals(part);
    }
    return part.properties().stream()
        .allMatch(property -> contains(whole.path(property.getKey()), property.getValue()));
  }
}
