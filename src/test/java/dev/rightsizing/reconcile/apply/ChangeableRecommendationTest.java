// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.recommend.ApplyMapper;
import dev.rightsizing.recommend.GoalReader;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeableRecommendationTest {
  private static final Recommendation WHOLE =
      Serialization.unmarshal(
          """
          apiVersion: rightsizing.dev/v1alpha1
          kind: Recommendation
          metadata:
            namespace: shop
            name: deployment-web
            uid: u1
            resourceVersion: "7"
            annotations: {rightsizing.dev/paused: "true"}
            managedFields: [{manager: rightsizing-operator, operation: Apply}]
          spec: {policy: p, decision: Approved, target: {kind: Deployment, name: web}}
          status:
            computedAt: 2026-11-30T00:00:00Z
            replicas: 2
            confidence: {level: High, history: 7d}
            risk:
              level: Warning
              reasons: [container app is throttled]
              signals: [{container: app, signal: CpuThrottling, level: Warning, reported: true}]
            containers:
            - name: app
              role: Main
              cpu: {recommended: {request: 219m}, verdict: OverProvisioned, explanation: P95}
              memory: {recommended: {request: 900Mi, limit: 900Mi}, verdict: Reducible, usage: {max: 780Mi}}
            autoscalers:
            - {kind: HorizontalPodAutoscaler, name: web, resource: cpu, decision: ScalePoint, targetPercent: 80, scalePointPercent: 60}
            conditions:
            - {type: Stale, status: "True", reason: SourceTimeout, message: Prometheus did not answer}
            apply:
              state: Undone
              reason: ContainerOomKilled
              message: undone
              since: 2026-11-29T00:00:00Z
              undos: 1
              release: abc
            patches: {strategicMerge: "{}"}
            evidence: {step: 5m}
          """,
          Recommendation.class);

  private static final Workload WORKLOAD =
      new Workload(
          new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web"),
          "u",
          Map.of(),
          2,
          List.of(
              new ContainerSpec(
                  "app",
                  ContainerRole.MAIN,
                  0,
                  Map.of(
                      Resource.CPU,
                      Size.of(Amount.cores(1), null),
                      Resource.MEMORY,
                      Size.of(Amount.bytes(2e9), Amount.bytes(2e9))),
                  Map.of(),
                  Map.of())),
          List.of());

  @ParameterizedTest
  @EnumSource
  void theGoalIsTheSame(ApplyStrategy strategy) {
    GoalReader goals = new GoalReader();
    Goal whole = goals.read(WHOLE, WORKLOAD, strategy);

    assertThat(whole.steps()).isNotEmpty();
    assertThat(whole.stale()).isPresent();
    assertThat(whole.risks()).isNotEmpty();
    assertThat(goals.read(ChangeableRecommendation.of(WHOLE), WORKLOAD, strategy)).isEqualTo(whole);
  }

  @Test
  void theMemoryAndThePersonsRequestsAreTheSame() {
    Recommendation reduced = ChangeableRecommendation.of(WHOLE);
    ApplyMapper mapper = new ApplyMapper();

    assertThat(mapper.read(reduced.getStatus(), Instant.EPOCH))
        .isEqualTo(mapper.read(WHOLE.getStatus(), Instant.EPOCH));
    assertThat(PeopleRequests.text(reduced)).isEqualTo(PeopleRequests.text(WHOLE)).isNotEmpty();
    assertThat(reduced.getMetadata().getUid()).isEqualTo("u1");
  }

  @Test
  void whatIsMostOfAnObjectIsNotKept() {
    Recommendation reduced = ChangeableRecommendation.of(WHOLE);

    assertThat(reduced.getStatus().getPatches()).isNull();
    assertThat(reduced.getStatus().getEvidence()).isNull();
    assertThat(reduced.getMetadata().getManagedFields()).isEmpty();
    assertThat(WHOLE.getStatus().getPatches()).isNotNull();
  }
}
