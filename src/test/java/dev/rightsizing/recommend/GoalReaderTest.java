// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Management;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.TemplateShape;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.risk.RiskLevel;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalReaderTest {
  private static final WorkloadRef REF = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");

  private final GoalReader reader = new GoalReader();

  private static Size cpu(String request, String limit) {
    return Size.of(
        request == null ? null : Amount.parse(Resource.CPU, request),
        limit == null ? null : Amount.parse(Resource.CPU, limit));
  }

  private static ContainerSpec container(String name, ContainerRole role, Size now, Size template) {
    return new ContainerSpec(
        name,
        role,
        0,
        Map.of(Resource.CPU, now),
        Map.of(),
        Map.of(Resource.CPU, template),
        Map.of(Resource.CPU, template),
        Map.of(),
        TemplateShape.around(Map.of(Resource.CPU, template)));
  }

  private static Workload workload(ContainerSpec... containers) {
    return new Workload(REF, "u", Map.of(), 2, List.of(containers), List.of());
  }

  private static Recommendation recommendation(String status) {
    return Serialization.unmarshal(
        """
        metadata: {namespace: shop, name: deployment-web, resourceVersion: "7"}
        spec: {policy: p, decision: Approved, target: {kind: Deployment, name: web}}
        status:
        """
            + status.indent(2),
        Recommendation.class);
  }

  private static String sized(String verdict) {
    return """
    containers:
    - name: app
      cpu: {current: {request: "1"}, recommended: {request: 219m, limit: 438m}, verdict: %s, explanation: P95}
    """
        .formatted(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "IN_PLACE, 700m, 1400m",
    "ROLLOUT, 1, 2",
    "ON_NEXT_ROLLOUT, 1, 2",
  })
  void aStepBeginsFromWhatTheStrategyChanges(ApplyStrategy strategy, String request, String limit) {
    Workload workload =
        workload(container("app", ContainerRole.MAIN, cpu("700m", "1400m"), cpu("1", "2")));

    Goal goal = reader.read(recommendation(sized("OverProvisioned")), workload, strategy);

    assertThat(goal.steps())
        .containsExactly(
            new SizeStep(
                "app", ContainerRole.MAIN, Resource.CPU, cpu(request, limit), cpu("219m", "438m")));
    assertThat(goal.reasons()).containsEntry("app", "CPU: P95");
    assertThat(goal.decision()).isEqualTo(Goal.Decision.APPROVED);
    assertThat(goal.version()).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({
    "OverProvisioned, 1",
    "Reducible, 1",
    "UnderProvisioned, 1",
    "NoRequest, 1",
    "RightSized, 0",
    "InsufficientData, 0",
    "HeldByAutoscaler, 0",
    "Unschedulable, 0",
    "NotAdmitted, 0",
  })
  void aVerdictThatKeepsTheSizeGivesNoStep(String verdict, int steps) {
    Workload workload =
        workload(container("app", ContainerRole.MAIN, cpu("1", null), cpu("1", null)));

    assertThat(
            reader.read(recommendation(sized(verdict)), workload, ApplyStrategy.IN_PLACE).steps())
        .hasSize(steps);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIN, IN_PLACE, 1",
    "SIDECAR, IN_PLACE, 1",
    "INIT, IN_PLACE, 0",
    "INIT, ROLLOUT, 1",
  })
  void containersThatHaveEndedAreNotResized(ContainerRole role, ApplyStrategy strategy, int steps) {
    Workload workload = workload(container("app", role, cpu("1", null), cpu("1", null)));

    assertThat(reader.read(recommendation(sized("OverProvisioned")), workload, strategy).steps())
        .hasSize(steps);
  }

  @Test
  void podsThatHaveTheSizeAlreadyGiveNoStepHoweverOldTheVerdictIs() {
    Workload workload =
        workload(container("app", ContainerRole.MAIN, cpu("219m", "438m"), cpu("1", "2")));

    assertThat(
            reader
                .read(recommendation(sized("OverProvisioned")), workload, ApplyStrategy.IN_PLACE)
                .steps())
        .isEmpty();
  }

  @Test
  void whatSaysHowFarItCanBeTrustedIsReadToo() {
    Workload workload =
        workload(container("app", ContainerRole.MAIN, cpu("1", null), cpu("1", null)));
    Goal goal =
        reader.read(
            recommendation(
                """
                computedAt: "2026-03-04T10:00:00Z"
                confidence: {level: Medium, history: 3d}
                containers:
                - name: app
                  memory: {usage: {max: 452Mi}, recommended: {request: "x"}, verdict: Reducible}
                risk:
                  level: Critical
                  reasons: [near]
                  signals:
                  - {kind: Throttling, container: app, level: Warning, told: true}
                  - {kind: Throttling, container: quiet, level: None}
                  - {kind: Throttling, container: untold, level: Warning, told: false}
                conditions:
                - {type: Stale, status: "True", reason: SourceUnreachable, message: since noon}
                """),
            workload,
            ApplyStrategy.IN_PLACE);

    assertThat(goal.steps()).as("half a size is none").isEmpty();
    assertThat(goal.confidence()).isEqualTo(Confidence.Level.MEDIUM);
    assertThat(goal.history()).isEqualTo(Duration.ofDays(3));
    assertThat(goal.peaks()).containsEntry("app", Amount.parse(Resource.MEMORY, "452Mi"));
    assertThat(goal.stale()).hasValue("since noon");
    assertThat(goal.computedAt()).isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
    assertThat(goal.risk()).isEqualTo(RiskLevel.CRITICAL);
    assertThat(goal.risks()).containsExactly("near");
    assertThat(goal.throttled()).containsExactly("app");
  }

  @ParameterizedTest
  @CsvSource({"True, WARNING", "Unknown, WARNING", "False, NONE"})
  void whatIsNotReportedIsNoRisk(String atRisk, RiskLevel level) {
    Goal goal =
        reader.read(
            recommendation(
                """
                risk: {level: Warning}
                conditions: [{type: AtRisk, status: "%s"}]
                """
                    .formatted(atRisk)),
            workload(),
            ApplyStrategy.IN_PLACE);

    assertThat(goal.risk()).isEqualTo(level);
  }

  @Test
  void anUnknownRiskIsNoAllClear() {
    Goal goal = reader.read(recommendation("replicas: 1"), workload(), ApplyStrategy.IN_PLACE);

    assertThat(goal.risk()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(goal.confidence()).isEqualTo(Confidence.Level.NONE);
    assertThat(goal.computedAt()).isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 70, ScalePoint, 1",
    "-1, 70, ScalePoint, 0",
    "2, 60, ScalePoint, 0",
    "2, 70, Held, 0",
  })
  void aTargetChangesOnlyWhereItsPlaceAndItsValueAreKnown(
      int index, int percent, String decision, int steps) {
    Autoscaling hpa =
        new Autoscaling(
            Autoscaling.HPA,
            "web",
            1,
            5,
            List.of(new Autoscaling.Target(Resource.CPU, Optional.empty(), percent, index)),
            List.of());
    Workload workload = workload().withManagement(new Management(Optional.empty(), List.of(hpa)));

    Goal goal =
        reader.read(
            recommendation(
                """
                autoscalers:
                - {kind: HorizontalPodAutoscaler, name: web, resource: cpu, targetPercent: 70, scalePointPercent: 85, decision: %s}
                """
                    .formatted(decision)),
            workload,
            ApplyStrategy.IN_PLACE);

    assertThat(goal.targets()).hasSize(steps);
    if (steps > 0) {
      assertThat(goal.targets())
          .containsExactly(
              new TargetStep(Autoscaling.HPA, "web", 2, Resource.CPU, Optional.empty(), 70, 85));
    }
  }
}
