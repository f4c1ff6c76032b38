// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.Judgement;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllGuardsTest {
  private final Facts facts =
      new Facts().cpu("1/2", "500m/1").memory("1Gi/1Gi", "800Mi/900Mi").uses("600Mi", "500Mi");

  @Test
  void theirNamesDiffer() {
    assertThat(AllGuards.list()).extracting(Guard::name).doesNotHaveDuplicates();
  }

  @Test
  void budgetAndDryRunComeLast() {
    List<String> names = AllGuards.list().stream().map(Guard::name).toList();
    assertThat(names).startsWith("GlobalStop", "Enabled").endsWith("InFlightBudget", "DryRun");
    assertThat(names).containsSubsequence("AtRisk", "MemoryFloor", "StepSize");
  }

  @Test
  void aWorkloadWithNothingWrongGoesAsFarAsAStepLetsIt() {
    Judgement judged = judge();
    assertThat(judged.isAllowed()).as(judged.toString()).isTrue();
    assertThat(judged.step().steps())
        .containsExactly(
            Facts.step("app", Resource.CPU, "1/2", "700m/1400m"),
            Facts.step("app", Resource.MEMORY, "1Gi/1Gi", "800Mi/900Mi"));
  }

  /** A floor is part of the way: the length of a step counts from the size before it. */
  @Test
  void theFloorHoldsWithinAStep() {
    facts.uses("900Mi", "900Mi");
    assertThat(judge().step().steps())
        .contains(Facts.step("app", Resource.MEMORY, "1Gi/1Gi", "945Mi/945Mi"));
  }

  @Test
  void aWorkloadAtRiskOfWhichNothingRisesIsNotChanged() {
    facts.risk = RiskLevel.CRITICAL;
    facts.dryRun = true;
    Judgement judged = judge();
    assertThat(judged.isAllowed()).isFalse();
    assertThat(judged.step().isEmpty()).isTrue();
    assertThat(judged.why().map(ApplyVerdict::reason)).contains(Reason.AT_RISK);
  }

  @Test
  void everythingInTheWayIsShownAtOnce() {
    facts.dryRun = true;
    facts.paused = true;
    facts.lastEnd = Optional.of(Facts.NOW.minus(Duration.ofHours(1)));
    facts.confidence = Confidence.Level.LOW;
    facts.workingSets = Optional.of(Map.of("app", Amount.parse(Resource.MEMORY, "2Gi")));
    assertThat(judge().verdicts())
        .extracting(ApplyVerdict::guard)
        .containsSubsequence(
            "Paused", "MinimumConfidence", "MemoryFloor", "StepSize", "Cooldown", "DryRun");
  }

  /** 50 % of 1 core, 83 % of 600m and 71 % of 700m are half a core. */
  @Test
  void aTargetGoesWithARequestAsFarAsTheStep() {
    facts.steps.set(0, Facts.step("app", Resource.CPU, "1/2", "600m/1200m"));
    facts.targets.add(
        new TargetStep(Autoscaling.HPA, "web", 0, Resource.CPU, Optional.empty(), 50, 83));
    facts.autoscaler = AutoscalerMode.SCALE_POINT;
    Cluster cluster = new Cluster();
    cluster.autoscalers(Cluster.hpa("web", 50));
    facts.cluster = Optional.of(cluster.facts());

    Judgement judged = judge();

    assertThat(judged.isAllowed()).as(judged.toString()).isTrue();
    assertThat(judged.step().steps())
        .contains(Facts.step("app", Resource.CPU, "1/2", "700m/1400m"));
    assertThat(judged.step().targets()).extracting(TargetStep::to).containsExactly(71);
  }

  @Test
  void aRequestThatAnAutoscalerHoldsKeepsItsTarget() {
    facts.targets.add(
        new TargetStep(Autoscaling.HPA, "web", 0, Resource.CPU, Optional.empty(), 50, 100));
    Cluster cluster = new Cluster();
    cluster.autoscalers(Cluster.hpa("web", 50));
    facts.cluster = Optional.of(cluster.facts());

    Judgement judged = judge();

    assertThat(judged.isAllowed()).as(judged.toString()).isTrue();
    assertThat(judged.step().targets()).isEmpty();
    assertThat(judged.step().steps())
        .containsExactly(Facts.step("app", Resource.MEMORY, "1Gi/1Gi", "800Mi/900Mi"));
  }

  private Judgement judge() {
    return AllGuards.guards().judge(facts.step(), facts.facts());
  }
}
