// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Recommendations and policies of a shop and a bank, as the operator writes them. */
public final class Samples {
  /** When the page is made. */
  public static final Instant NOW = Instant.parse("2026-11-29T18:30:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final List<String> NAMES =
      List.of(
          "checkout",
          "cart",
          "catalog",
          "search",
          "payments",
          "invoices",
          "gateway",
          "sessions",
          "mailer",
          "images",
          "reports",
          "ledger",
          "fraud-check",
          "recommender",
          "stock");

  private Samples() {}

  /** A workload: what differs from one to the next. */
  public record Kind(
      String namespace, String kind, String name, String saving, String currency, String risk) {}

  /** A dozen that show every state. */
  public static List<Recommendation> shop() {
    List<Recommendation> all = new ArrayList<>();
    all.add(recommendation(new Kind("shop", "Deployment", "checkout", "218.02", "USD", NONE)));
    all.add(recommendation(new Kind("shop", "Deployment", "cart", "-12.40", "USD", EMERGENCY)));
    all.add(recommendation(new Kind("shop", "StatefulSet", "search", "96.11", "USD", GROWING)));
    all.add(recommendation(new Kind("shop", "Deployment", "images", "41.90", "USD", THROTTLED)));
    all.add(recommendation(new Kind("shop", "CronJob", "reports", "3.07", "USD", OOM)));
    all.add(recommendation(new Kind("shop", "DaemonSet", "node-agent", "0.00", "USD", UNKNOWN)));
    all.add(recommendation(new Kind("payments", "Deployment", "gateway", "1388.25", "USD", NONE)));
    all.add(recommendation(new Kind("payments", "StatefulSet", "ledger", "77.00", "USD", NONE)));
    all.add(
        recommendation(new Kind("bank-eu", "Deployment", "fraud-check", "512.60", "EUR", NONE)));
    all.add(recommendation(new Kind("bank-eu", "Deployment", "sepa", "64.33", "EUR", WARNING)));
    all.add(recommendation(new Kind("bank-eu", "Rollout", "portal", "18.01", "EUR", NONE)));
    all.get(0).getStatus().setApply(read(HELD_CHANGE, WorkloadApplyStatus.class));
    all.get(2).getStatus().setApply(read(WATCHED_CHANGE, WorkloadApplyStatus.class));
    all.get(3).getStatus().setApply(read("{state: Undone}", WorkloadApplyStatus.class));
    all.get(6).getStatus().setApply(read("{state: GivenUp}", WorkloadApplyStatus.class));
    all.get(7).getSpec().setDecision(decision("Approved"));
    all.get(9).getSpec().setDecision(decision("Rejected"));
    return all;
  }

  private static dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision decision(String name) {
    return dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision.valueOf(name);
  }

  /** Many, over forty namespaces. */
  public static List<Recommendation> many(int count) {
    Random random = new Random(7);
    List<String> risks = List.of(NONE, NONE, NONE, NONE, NONE, NONE, NONE, WARNING, THROTTLED);
    List<Recommendation> all = new ArrayList<>();
    Map<String, byte[]> read = new HashMap<>();
    for (int i = 0; i < count; i++) {
      all.add(
          copy(
              read,
              new Kind(
                  "team-" + String.format(Locale.ROOT, "%02d", i % 40),
                  i % 5 == 0 ? "StatefulSet" : "Deployment",
                  NAMES.get(i % NAMES.size()) + "-" + i,
                  String.format(Locale.ROOT, "%.2f", random.nextDouble() * 400 - 20),
                  i % 7 == 0 ? "EUR" : "USD",
                  risks.get(random.nextInt(risks.size())))));
    }
    return all;
  }

  /** YAML takes its time, so each risk is read once and copied as JSON. */
  private static Recommendation copy(Map<String, byte[]> read, Kind kind) {
    try {
      if (!read.containsKey(kind.risk())) {
        read.put(kind.risk(), JSON.writeValueAsBytes(recommendation(kind)));
      }
      Recommendation made = JSON.readValue(read.get(kind.risk()), Recommendation.class);
      made.getMetadata().setNamespace(kind.namespace());
      made.getMetadata().setName(kind.kind().toLowerCase(Locale.ROOT) + "-" + kind.name());
      made.getSpec().setPolicyNamespace(kind.namespace());
      made.getSpec().getTarget().setKind(kind.kind());
      made.getSpec().getTarget().setName(kind.name());
      made.getStatus().getSavings().setMonthly(kind.saving());
      made.getStatus().getSavings().setCurrency(kind.currency());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names, a currency and texts that try to become something else. */
  public static Recommendation hostile() {
    Recommendation all =
        recommendation(
            new Kind(
                "shop", "Deployment", "<img src=x onerror=alert(1)>", "5.00", "<b>$</b>", NONE));
    all.getMetadata().setName("deployment-hostile");
    all.getSpec().setPolicy("\"><script>alert(2)</script>");
    var container = all.getStatus().getContainers().get(0);
    container.setName("{evil} \u202Egnp.exe");
    container.getCpu().setExplanation("</p><script>document.title='owned'</script>\u001b[31m");
    all.getStatus().getEvidence().setQueries(List.of("x{a=\"</pre><svg onload=alert(3)>\"}"));
    all.getStatus().getDisplay().setCpu("=HYPERLINK(\"javascript:alert(4)\")");
    all.getStatus().getDisplay().setTarget("javascript:alert(5)");
    all.getStatus()
        .setApply(
            read(
                HELD_CHANGE
                    .replace("policy", "<script>alert(7)</script>")
                    .replace("compute", "<img src=x onerror=alert(8)>"),
                WorkloadApplyStatus.class));
    return all;
  }

  private static final String HELD_CHANGE =
      """
      state: Held
      reason: QuotaFull
      message: 'ResourceQuota compute has no room for 300m of CPU requests; raise it by 120m.'
      since: '2026-11-29T18:05:10Z'
      next:
      - {name: app, cpu: {request: 700m, limit: 1400m, from: {request: '1', limit: '2'}}, memory: {request: 1434Mi, limit: 1434Mi, from: {request: 2Gi, limit: 2Gi}}}
      inForce: {since: '2026-11-28T02:31:00Z', sizes: [{name: app, memory: {request: 2Gi, limit: 2Gi, from: {request: 3Gi, limit: 3Gi}}}]}
      verdicts:
      - {guard: Step, result: Shrink, reason: StepLimited, message: 'CPU of app falls from 1 to 700m and not to 219m, because spec.apply.step.downPercent is 30.'}
      - {guard: Window, result: Hold, reason: OutsideWindow, message: 'The maintenance window opens on Mon at 02:00 Europe/Berlin.', until: '2026-11-30T01:00:00Z'}
      - {guard: Quota, result: Refuse, reason: QuotaFull, message: 'ResourceQuota compute has no room for 300m of CPU requests; raise it by 120m.'}
      history:
      - {at: '2026-11-28T03:01:00Z', container: app, sizes: [{name: app, memory: {request: 2Gi, limit: 2Gi, from: {request: 3Gi, limit: 3Gi}}}], reason: Applied, message: 'The change is made and its watch ended well.', by: policy, outcome: Applied}
      - {at: '2026-11-26T02:14:00Z', container: app, sizes: [{name: app, memory: {request: 1500Mi, limit: 1500Mi, from: {request: 3Gi, limit: 3Gi}}}], reason: ContainerOomKilled, message: 'Container app of pod checkout-7d9f was OOM killed at 02:13, with a limit of 1500Mi.', by: a person, outcome: Undone}
      """;
  private static final String WATCHED_CHANGE =
      """
      state: Watching
      reason: Watching
      message: 'All 3 pods have the new sizes; watched until 18:42 UTC.'
      since: '2026-11-29T18:12:00Z'
      flight:
        phase: Watch
        strategy: InPlace
        canary: search-0
        began: '2026-11-29T18:05:00Z'
        phaseSince: '2026-11-29T18:12:00Z'
        sizes:
        - {name: search, cpu: {request: 700m, limit: 1400m, from: {request: '1', limit: '2'}}}
      """;

  public static final String NONE = "{level: None, reasons: []}";
  public static final String UNKNOWN = "{level: Unknown, reasons: [Usage is missing.]}";
  public static final String EMERGENCY =
      "{level: Emergency, since: '2026-11-29T18:12:00Z', minutesToLimit: 26, reasons: ['Container"
          + " app: memory is at 96 % of its limit 512Mi.', 'Container app: memory reaches its limit"
          + " in about 26 min at its present growth.'], signals: [{container: app, kind: Memory,"
          + " level: Emergency, since: '2026-11-29T18:12:00Z', told: true, percent: 96}]}";
  public static final String GROWING =
      "{level: Critical, since: '2026-11-29T17:05:00Z', minutesToLimit: 190, reasons: ['Container"
          + " search: memory reaches its limit in about 190 min at its present growth.'], signals:"
          + " [{container: search, kind: MemoryGrowth, level: Critical, told: true}]}";
  public static final String THROTTLED =
      "{level: Warning, since: '2026-11-29T11:40:00Z', reasons: ['Container app: 41 % of its CFS"
          + " periods are throttled, over 25 % for 10m.'], signals: [{container: app, kind:"
          + " Throttling, level: Warning, told: true, percent: 41}]}";
  public static final String OOM =
      "{level: Warning, since: '2026-11-29T16:20:00Z', reasons: ['Container app: OOM-killed twice"
          + " within the last hour.'], signals: [{container: app, kind: OomKill, level: Warning,"
          + " told: true}]}";
  public static final String WARNING =
      "{level: Warning, since: '2026-11-28T09:00:00Z', reasons: ['Container app: memory is at 83 %"
          + " of its limit 1Gi.'], signals: [{container: app, kind: Memory, level: Warning, told:"
          + " true, percent: 83}]}";

  /** One as the operator writes it. */
  public static Recommendation recommendation(Kind kind) {
    String text =
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata: {name: placeholder, namespace: %1$s, creationTimestamp: '2026-11-20T08:00:00Z'}
        spec: {policy: default, policyNamespace: %1$s, target: {apiVersion: apps/v1, kind: %2$s, name: x}}
        status:
          computedAt: '2026-11-29T18:05:00Z'
          replicas: 3
          containers:
          - name: app
            role: Main
            cpu:
              current: {request: '1', limit: '2', requestSource: Template}
              usage: {mean: 96m, p95: 182m, max: 401m}
              utilization: {ofRequestPercent: 18, ofLimitPercent: 9}
              recommended: {request: 219m, limit: 438m}
              verdict: OverProvisioned
              explanation: 'P95 182m over 7d (2016 samples) x 1.20 = 218.4m, rounded up to 219m'
            memory:
              current: {request: 2Gi, limit: 2Gi, requestSource: Template}
              template: {request: 3Gi, limit: 3Gi}
              usage: {mean: 512Mi, p95: 701Mi, max: 782Mi}
              utilization: {ofRequestPercent: 34, ofLimitPercent: 34}
              recommended: {request: 900Mi, limit: 900Mi}
              verdict: OverProvisioned
              explanation: 'peak 782Mi over 7d (2016 samples) x 1.15 = 899.3Mi, rounded up to 900Mi'
          - name: log-shipper
            role: Sidecar
            cpu:
              current: {request: 50m, requestSource: Template}
              usage: {mean: 31m, p95: 44m, max: 58m}
              utilization: {ofRequestPercent: 88}
              recommended: {request: 50m}
              verdict: RightSized
              explanation: 'P95 44m over 7d (2016 samples) x 1.20 = 52.8m, within 10 %% of 50m, so it stays'
            memory:
              current: {request: 64Mi, limit: 128Mi, requestSource: Template}
              usage: {mean: 71Mi, p95: 83Mi, max: 92Mi}
              utilization: {ofRequestPercent: 130, ofLimitPercent: 65}
              recommended: {request: 106Mi, limit: 212Mi}
              verdict: UnderProvisioned
              explanation: 'peak 92Mi over 7d (2016 samples) x 1.15 = 105.8Mi, rounded up to 106Mi'
          savings: {monthly: '%3$s', currency: USD, cpu: 2343m, memory: 3270Mi, percent: 71, priceSource: Policy}
          confidence: {level: High, history: 7d, samples: 2016, coveragePercent: 99}
          risk: %4$s
          quota: {fits: true, message: ''}
          evidence:
            source: http://prometheus.monitoring:9090
            from: '2026-11-22T18:05:00Z'
            to: '2026-11-29T18:05:00Z'
            step: 5m
            aggregation: MaxOverPods
            queries:
            - 'sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{namespace="%1$s"}[5m]))'
            - 'max by (namespace, pod, container) (container_memory_working_set_bytes{namespace="%1$s"})'
          patches:
            strategicMerge: |
              apiVersion: apps/v1
              kind: Deployment
              spec:
                template:
                  spec:
                    containers:
                    - name: app
                      resources:
                        requests: {cpu: 219m, memory: 900Mi}
                        limits: {cpu: 438m, memory: 900Mi}
            kustomize: |
              patches:
              - target: {group: apps, version: v1, kind: Deployment, name: checkout}
                patch: |-
                  - op: replace
                    path: /spec/template/spec/containers/0/resources/requests/cpu
                    value: 219m
          display: {target: x, cpu: 1050m->269m, memory: 2112Mi->1006Mi, saving: x, verdicts: 'cpu OverProvisioned, memory OverProvisioned'}
          conditions:
          - {type: Ready, status: 'True', reason: Evaluated, message: All figures are current., lastTransitionTime: '2026-11-20T08:01:00Z'}
          - {type: UsageAvailable, status: 'True', reason: UsageAvailable, message: Usage of every container is known., lastTransitionTime: '2026-11-20T08:01:00Z'}
        """
            .formatted(kind.namespace(), kind.kind(), kind.saving(), kind.risk());
    Recommendation made = read(text, Recommendation.class);
    made.getMetadata().setName(kind.kind().toLowerCase(Locale.ROOT) + "-" + kind.name());
    made.getSpec().getTarget().setName(kind.name());
    made.getStatus().getSavings().setCurrency(kind.currency());
    return made;
  }

  /** A policy whose quotas are in several states, and one whose source is away. */
  public static List<RightSizingPolicy> policies() {
    return List.of(
        read(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: RightSizingPolicy
            metadata: {name: default, namespace: shop}
            spec: {interval: 1h}
            status:
              lastEvaluationTime: '2026-11-29T18:05:00Z'
              quotas:
              - {namespace: shop, name: compute, resource: requests.cpu, hard: '20', used: 18600m, usedPercent: 93, projected: 7800m, projectedPercent: 39, worstCase: 11400m, worstCasePercent: 57, timeToExhaustion: 1d12h}
              - {namespace: shop, name: compute, resource: requests.memory, hard: 64Gi, used: 41Gi, usedPercent: 64, projected: 22Gi, projectedPercent: 34, worstCase: 70Gi, worstCasePercent: 109}
              - {namespace: shop, name: compute, resource: pods, hard: '60', used: '31', usedPercent: 52, projected: '31', projectedPercent: 52}
              conditions:
              - {type: SourceReachable, status: 'True', reason: Reachable, message: ok, lastTransitionTime: '2026-11-20T08:01:00Z'}
            """,
            RightSizingPolicy.class),
        read(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: RightSizingPolicy
            metadata: {name: default, namespace: bank-eu}
            spec: {interval: 1h}
            status:
              lastEvaluationTime: '2026-11-29T14:05:00Z'
              conditions:
              - {type: SourceReachable, status: 'False', reason: SourceUnreachable, message: 'Prometheus at http://prometheus.bank:9090 does not answer: connection refused.', lastTransitionTime: '2026-11-29T14:35:00Z'}
            """,
            RightSizingPolicy.class),
        read(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: RightSizingPolicy
            metadata: {name: default, namespace: payments}
            spec: {interval: 1h}
            status:
              lastEvaluationTime: '2026-11-29T12:05:00Z'
              quotas:
              - {namespace: payments, name: all, resource: requests.cpu, hard: '40', used: '17', usedPercent: 43, projected: '9', projectedPercent: 23, worstCase: '15', worstCasePercent: 38}
            """,
            RightSizingPolicy.class));
  }

  private static <T> T read(String yaml, Class<T> type) {
    try {
      return YAML.readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
