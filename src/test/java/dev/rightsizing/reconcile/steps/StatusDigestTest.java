// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusDigestTest {
  private static final String STATUS =
      """
      computedAt: "2026-03-04T10:20:00Z"
      replicas: 3
      containers:
      - name: app-1
        role: Main
        cpu:
          current: {request: "1", requestSource: Template}
          recommended: {request: 219m, limit: "1"}
          verdict: OverProvisioned
          usage: {p95: 182m, max: 400m, mean: 101.5m}
          utilization: {ofRequestPercent: 18}
          explanation: P95 182m over 7d (2016 samples) x 1.20 = 218.4m, rounded up to 219m
          adaptive: {request: 219m, since: "2026-03-01T10:00:00Z", overPercent: 3}
        memory:
          recommended: {request: 900Mi, limit: 1Gi}
          verdict: RightSized
          usage: {p95: 700Mi, max: 782Mi, mean: 650Mi}
        savings: {monthly: "12.30"}
      savings: {monthly: "36.90", currency: USD, cpu: 2343m, memory: "0", replicas: "3", percent: 70}
      confidence: {level: High, history: 7d, samples: 2016, coveragePercent: 99}
      evidence:
        source: prometheus http://prometheus:9090
        queries: [one, two]
        from: "2026-02-25T10:20:00Z"
        to: "2026-03-04T10:20:00Z"
        step: 5m
      patches: {strategicMerge: "cpu: 219m"}
      display: {cpu: 1->219m, saving: 36.90 USD}
      conditions:
      - {type: Ready, status: "True", reason: Evaluated, message: 12 pods, observedGeneration: 0, lastTransitionTime: "2026-03-04T10:00:00Z"}
      - {type: AtRisk, status: "False", reason: NoRisk, message: none, observedGeneration: 0, lastTransitionTime: "2026-03-04T10:00:00Z"}
      risk: {level: None}
      """;

  private static RecommendationStatus status(String yaml) {
    return Serialization.unmarshal(yaml, RecommendationStatus.class);
  }

  private static boolean isNews(String from, String to) {
    assertThat(STATUS).contains(from);
    return StatusDigest.ofEvaluation(status(STATUS))
        .differs(StatusDigest.ofEvaluation(status(STATUS.replace(from, to))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "computedAt: \"2026-03-04T10:20 | computedAt: \"2026-03-04T11:20",
        "from: \"2026-02-25T10:20       | from: \"2026-02-25T11:20",
        "recommended: {request: 219m    | recommended: {request: 220m",
        "recommended: {request: 900Mi   | recommended: {request: 909Mi",
        "\"cpu: 219m                    | \"cpu: 220m",
        "1->219m                        | 1->220m",
        "adaptive: {request: 219m       | adaptive: {request: 218m",
        "p95: 182m                      | p95: 189m",
        "mean: 101.5m                   | mean: 111m",
        "max: 782Mi                     | max: 790Mi",
        "monthly: \"36.90\"             | monthly: \"37.80\"",
        "36.90 USD                      | 37.80 USD",
        "P95 182m over 7d (2016         | P95 189m over 6d23h (2020",
        "samples: 2016                  | samples: 2020",
        "history: 7d                    | history: 6d23h",
        "since: \"2026-03-01            | since: \"2026-03-02",
        "overPercent: 3                 | overPercent: 4",
        "12 pods                        | 13 pods",
        "[one, two]                     | [one, three]",
        "level: None                    | level: Critical",
        "reason: NoRisk                 | reason: MemoryRisk",
        "ofRequestPercent: 18           | ofRequestPercent: 19"
      })
  void timesAndDigitsUnderAGranuleAreNoNews(String from, String to) {
    assertThat(isNews(from, to)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recommended: {request: 219m    | recommended: {request: 222m",
        "recommended: {request: 900Mi   | recommended: {request: 910Mi",
        "limit: 1Gi                     | limit: 1.1Gi",
        "current: {request: \"1\"       | current: {request: \"2\"",
        "verdict: OverProvisioned       | verdict: RightSized",
        "p95: 182m                      | p95: 210m",
        "max: 782Mi                     | max: 830Mi",
        "mean: 101.5m                   | mean: 112m",
        "monthly: \"36.90\"             | monthly: \"40.00\"",
        "replicas: 3                    | replicas: 4",
        "level: High                    | level: Low",
        "history: 7d                    | history: 6d",
        "rounded up to 219m             | raised to the minimum",
        "app-1                          | app-2",
        "step: 5m                       | step: 1m",
        "\"cpu: 219m                    | \"memory: 219m",
        "recommended: {request: 900Mi,  | recommended: {",
        "reason: Evaluated              | reason: UsageMissing",
        "memory: \"0\"                  | memory: 100Mi",
        "12 pods                        | 12 containers"
      })
  void whatAPersonWouldActOnIsNews(String from, String to) {
    assertThat(isNews(from, to)).isTrue();
  }

  @Test
  void aFigureThatComesOrGoesIsNews() {
    assertThat(isNews(", mean: 101.5m", "")).isTrue();
    assertThat(isNews("patches: {strategicMerge: \"cpu: 219m\"}", "patches: {}")).isTrue();
  }

  @Test
  void theOrderOfConditionsAndAnEmptyObjectAreNoNews() {
    RecommendationStatus turned = status(STATUS + "quota: {}\n");
    turned.setConditions(
        java.util.List.of(turned.getConditions().get(1), turned.getConditions().get(0)));

    assertThat(StatusDigest.ofEvaluation(turned).differs(StatusDigest.ofEvaluation(status(STATUS))))
        .isFalse();
  }

  @Test
  void slowDriftIsNewsOnceItAddsUp() {
    StatusDigest written = StatusDigest.ofEvaluation(status(STATUS));
    boolean news = false;
    int mebibytes = 782;
    while (!news && mebibytes < 2000) {
      mebibytes += 5;
      news =
          written.differs(
              StatusDigest.ofEvaluation(
                  status(STATUS.replace("max: 782Mi", "max: " + mebibytes + "Mi"))));
    }
    assertThat(mebibytes).isBetween(820, 830);
  }

  @Test
  void whatAnotherWriterLeftUnreadableIsComparedAsText() {
    assertThat(isNews("p95: 182m", "p95: much")).isTrue();
  }

  @Test
  void ofARiskOnlyTheWordsAreNoNews() {
    String risk =
        """
        replicas: 3
        risk: {level: Warning, reasons: [memory at 81 %], minutesToLimit: 40,
          signals: [{kind: Memory, level: Warning, percent: 80}]}
        conditions:
        - {type: AtRisk, status: "True", reason: MemoryRisk, message: memory at 81 %, observedGeneration: 0, lastTransitionTime: "2026-03-04T10:00:00Z"}
        """;
    StatusDigest is = StatusDigest.ofRisk(status(risk));

    assertThat(is.differs(StatusDigest.ofRisk(status(risk.replace("81 %", "83 %"))))).isFalse();
    assertThat(is.differs(StatusDigest.ofRisk(status(risk.replace("replicas: 3", "replicas: 4")))))
        .isFalse();
    assertThat(is.differs(StatusDigest.ofRisk(status(risk.replace("percent: 80", "percent: 85")))))
        .isTrue();
    assertThat(is.differs(StatusDigest.ofRisk(status(risk.replace("Limit: 40", "Limit: 30")))))
        .isTrue();
    assertThat(is.differs(StatusDigest.ofRisk(null))).isTrue();
  }

  @Test
  void ofQuotasTheOrderIsNoNews() {
    String one = "- {namespace: a, name: q, resource: requests.cpu, level: Warning}\n";
    String two = "- {namespace: b, name: q, resource: requests.cpu, level: Warning}\n";

    assertThat(quotas(one + two).differs(quotas(two + one))).isFalse();
    assertThat(quotas(one + two).differs(quotas(two))).isTrue();
    assertThat(quotas(one).differs(quotas(one.replace("Warning", "Critical")))).isTrue();
  }

  private static StatusDigest quotas(String lines) {
    return StatusDigest.ofQuotas(
        Serialization.unmarshal("quotaRisks:\n" + lines, RightSizingPolicyStatus.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P95 182m over 6d23h (2016 samples) x 1.20 = 218.4m | P95 # over # (# samples) x # = #",
        "81 % of 1.5Gi, -3.20 USD                           | # of #, # USD",
        "container web-2 of app1 since 2026-03-04T10:00:00Z | container web-2 of app1 since #"
      })
  void numbersLeaveSentencesButNotNames(String sentence, String words) {
    assertThat(StatusDigest.words(sentence)).isEqualTo(words);
  }
}
