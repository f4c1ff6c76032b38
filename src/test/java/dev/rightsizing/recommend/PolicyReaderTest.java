// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
  private final PolicyReader reader = new PolicyReader();

  private static RightSizingPolicy policy(String spec) {
    return Serialization.unmarshal(
        "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\n"
            + "metadata: {name: p, namespace: shop, creationTimestamp: '2026-01-01T00:00:00Z'}\n"
            + spec,
        RightSizingPolicy.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spec: {}"})
  void anEmptyPolicyHasTheDefaultsOfTheDesign(String spec) throws Exception {
    Policy view = reader.read(policy(spec));

    assertThat(view.settings()).isEqualTo(SizingSettings.DEFAULT);
    assertThat(view.interval()).isEqualTo(Duration.ofHours(1));
    assertThat(view.target().kinds()).isEqualTo(EnumSet.allOf(WorkloadKind.class));
    assertThat(view.pricing()).isEmpty();
    assertThat(view.source().url()).isEmpty();
    assertThat(view.risk().pressure()).isEqualTo(new Threshold(0.25, Duration.ofMinutes(10)));
    assertThat(view.risk().growth()).isEqualTo(Duration.ofHours(4));
    assertThat(view.risk().signals()).isEmpty();
  }

  @Test
  void readsEveryField() throws Exception {
    Policy view =
        reader.read(
            policy(
                """
                spec:
                  interval: 1h30m
                  target:
                    kinds: [CronJob]
                    selector:
                      matchLabels: {tier: web}
                      matchExpressions: [{key: env, operator: NotIn, values: [dev]}]
                    excludeContainers: [istio-proxy]
                    namespaceSelector: {matchLabels: {team: a}}
                  prometheus:
                    url: https://prom:9090
                    authSecret: {name: auth}
                    matchers: {cluster: prod}
                  window: {lookback: 2w, step: 1m, minimumHistory: 2d, aggregation: Pooled}
                  cpu: {percentile: 99, headroomPercent: 5, min: 20m, max: "4", limit: None}
                  memory: {percentile: 98, headroomPercent: 7, max: 2Gi, limit: EqualRequest}
                  thresholds: {overProvisionedBelowPercent: 40, changePercent: 15}
                  risk:
                    pressure: {cpuPercent: 40, for: 20m}
                    memory: {limitPercent: 85, growthMinutes: 15}
                    signals:
                    - {name: dns, query: 'max by (namespace, pod) (dns)', above: "0.5"}
                    - {name: slo, query: burn, above: "14.4", for: 1h, level: Critical, description: budget}
                  pricing: {cpuCoreHour: "0.03", memoryGiBHour: "0.004", currency: EUR}
                """));

    assertThat(view.interval()).isEqualTo(Duration.ofMinutes(90));
    assertThat(view.target().kinds()).containsExactly(WorkloadKind.CRONJOB);
    assertThat(view.target().selector().matches(Map.of("tier", "web", "env", "prod"))).isTrue();
    assertThat(view.target().selector().matches(Map.of("tier", "web", "env", "dev"))).isFalse();
    assertThat(view.target().excludeContainers()).containsExactly("istio-proxy");
    assertThat(view.target().namespaceSelector()).isPresent();
    assertThat(view.source().authSecret()).contains("auth");
    assertThat(view.source().matchers()).containsEntry("cluster", "prod");
    assertThat(view.settings().window().lookback()).isEqualTo(Duration.ofDays(14));
    assertThat(view.settings().window().aggregation()).isEqualTo(Aggregation.POOLED);
    assertThat(view.settings().cpu().max()).contains(Amount.cores(4));
    assertThat(view.settings().cpu().limitMode()).isEqualTo(LimitMode.NONE);
    assertThat(view.settings().memory().percentile()).isEqualTo(98);
    assertThat(view.settings().thresholds().changePercent()).isEqualTo(15);
    assertThat(view.risk().pressure()).isEqualTo(new Threshold(0.4, Duration.ofMinutes(20)));
    assertThat(view.risk().memory()).isEqualTo(new Threshold(0.85, Duration.ofMinutes(5)));
    assertThat(view.risk().growth()).isEqualTo(Duration.ofMinutes(15));
    assertThat(view.risk().signals())
        .containsExactly(
            new PolicySignal(
                "dns",
                "max by (namespace, pod) (dns)",
                0.5,
                Duration.ofMinutes(5),
                RiskLevel.WARNING,
                ""),
            new PolicySignal(
                "slo", "burn", 14.4, Duration.ofHours(1), RiskLevel.CRITICAL, "budget"));
    assertThat(view.pricing().orElseThrow().currency()).isEqualTo("EUR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: {interval: soon}",
        "spec: {window: {step: 2h, lookback: 1h}}",
        "spec: {cpu: {min: '2', max: '1'}}",
        "spec: {cpu: {min: many}}",
        "spec: {risk: {signals: [{query: up, above: '1'}]}}",
        "spec: {risk: {signals: [{name: Up, query: up, above: '1'}]}}",
        "spec: {risk: {signals: [{name: a, query: ' ', above: '1'}]}}",
        "spec: {risk: {signals: [{name: a, above: '1'}]}}",
        "spec: {risk: {signals: [{name: a, query: up}]}}",
        "spec: {risk: {signals: [{name: a, query: up, above: many}]}}",
        "spec: {risk: {signals: [{name: a, query: up, above: '-1'}]}}",
        "spec: {risk: {signals: [{name: a, query: up, above: NaN}]}}",
        "spec: {risk: {signals: [{name: a, query: up, above: '1', for: soon}]}}",
        "spec: {risk: {signals: [{name: a, query: up, above: '1'}, {name: a, query: up, above: '2'}]}}",
        "spec: {risk: {pressure: {for: soon}}}",
        "spec: {pricing: {cpuCoreHour: cheap, memoryGiBHour: '1'}}"
      })
  void whatAnOlderSchemaLetThroughIsRefused(String spec) {
    TerminalException refusal =
        catchThrowableOfType(TerminalException.class, () -> reader.read(policy(spec)));

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_POLICY);
    assertThat(refusal.getMessage()).isNotBlank();
  }

  @Test
  void tooLongOrTooManyQueriesAreRefusedWithTheirName() {
    String longQuery = "x".repeat(2049);
    assertThat(
            refusal("spec: {risk: {signals: [{name: a, query: " + longQuery + ", above: '1'}]}}"))
        .isEqualTo("risk.signals[a].query must be PromQL of at most 2048 characters");
    StringBuilder nine = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      nine.append("{name: s").append(i).append(", query: up, above: '1'},");
    }
    assertThat(refusal("spec: {risk: {signals: [" + nine + "]}}"))
        .isEqualTo("risk.signals must not have more than 8");
    assertThat(refusal("spec: {risk: {signals: [{name: a, query: up, above: many}]}}"))
        .isEqualTo(
            "risk.signals[a].above 'many' must be a decimal number that is not negative, such as"
                + " \"0.5\"");
  }

  private String refusal(String spec) {
    return catchThrowableOfType(TerminalException.class, () -> reader.read(policy(spec)))
        .getMessage();
  }
}
