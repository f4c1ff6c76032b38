// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.web.Samples;
import dev.rightsizing.web.attention.Attention.Kind;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.RecommendationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttentionRuleTest {
  private static final Instant NOW = Samples.NOW;

  private final AttentionRule rule = new AttentionRule();

  private List<Attention> order(List<Recommendation> all, List<RightSizingPolicy> policies) {
    return rule.order(
        all.stream().map(RecommendationRow::of).toList(),
        policies.stream().map(PolicyRow::of).toList(),
        NOW);
  }

  private static Recommendation risky(String name, String risk) {
    return Samples.recommendation(
        new Samples.Kind("shop", "Deployment", name, "1.00", "USD", risk));
  }

  @Test
  void theShopsQueueBeginsWithWhatBreaksAndEndsWithWhatOnlyCosts() {
    assertThat(order(Samples.shop(), Samples.policies()))
        .extracting(Attention::kind, Attention::subject)
        .containsExactly(
            tuple(Kind.EMERGENCY, "Deployment/cart"),
            tuple(Kind.RUNNING_OUT, "StatefulSet/search"),
            tuple(Kind.THROTTLED, "Deployment/images"),
            tuple(Kind.OOM_KILLED, "CronJob/reports"),
            tuple(Kind.AT_RISK, "Deployment/sepa"),
            tuple(Kind.QUOTA_NEARLY_FULL, "ResourceQuota/compute"),
            tuple(Kind.STALE, "RightSizingPolicy/default"),
            tuple(Kind.SOURCE_UNREACHABLE, "RightSizingPolicy/default"),
            tuple(Kind.SAVING_WAITS, "Deployment/gateway"),
            tuple(Kind.SAVING_WAITS, "Deployment/fraud-check"),
            tuple(Kind.SAVING_WAITS, "Deployment/checkout"),
            tuple(Kind.SAVING_WAITS, "Rollout/portal"));
  }

  @Test
  void amongEmergenciesTheLeastTimeLeftComesFirstThenTheOldest() {
    String level = "{level: Emergency, since: '2026-11-29T%s:00:00Z'%s, reasons: []}";

    assertThat(
            order(
                List.of(
                    risky("old", level.formatted("08", "")),
                    risky("new", level.formatted("17", "")),
                    risky("later", level.formatted("07", ", minutesToLimit: 90")),
                    risky("sooner", level.formatted("18", ", minutesToLimit: 4"))),
                List.of()))
        .extracting(Attention::subject)
        .containsExactly(
            "Deployment/sooner", "Deployment/later", "Deployment/old", "Deployment/new");
  }

  @Test
  void theOrderDoesNotDependOnTheOrderOfTheRows() {
    List<Recommendation> rows = new ArrayList<>(Samples.shop());
    List<Attention> once = order(rows, Samples.policies());

    Collections.shuffle(rows, new Random(3));

    assertThat(order(rows, Samples.policies())).isEqualTo(once);
  }

  @Test
  void aLimitThatIsReachedNextWeekIsNotUrgent() {
    String slow =
        "{level: Warning, since: '2026-11-29T08:00:00Z', minutesToLimit: 10000, reasons: []}";

    assertThat(order(List.of(risky("slow", slow)), List.of()))
        .extracting(Attention::kind)
        .containsExactly(Kind.AT_RISK);
  }

  @Test
  void aSuspendedPolicyIsNeitherStaleNorCutOff() {
    List<RightSizingPolicy> policies = Samples.policies();
    policies.forEach(policy -> policy.getSpec().setSuspend(true));

    assertThat(order(List.of(), policies))
        .extracting(Attention::kind)
        .doesNotContain(Kind.STALE, Kind.SOURCE_UNREACHABLE);
  }

  @Test
  void aPolicyIsStaleAfterThreeIntervalsAndNotBeforeHalfAnHour() {
    RightSizingPolicy policy = Samples.policies().get(2);
    policy.getStatus().setQuotas(null);

    for (Object[] line :
        new Object[][] {
          {"1h", Duration.ofMinutes(179), 0},
          {"1h", Duration.ofMinutes(181), 1},
          {"1m", Duration.ofMinutes(29), 0},
          {"1m", Duration.ofMinutes(31), 1}
        }) {
      policy.getSpec().setInterval((String) line[0]);
      policy.getStatus().setLastEvaluationTime(NOW.minus((Duration) line[1]).toString());
      assertThat(order(List.of(), List.of(policy))).hasSize((Integer) line[2]);
    }
  }

  @Test
  void whatIsDecidedOrCostsMoreWaitsForNobody() {
    Recommendation grows =
        Samples.recommendation(
            new Samples.Kind("shop", "Deployment", "grows", "-5.00", "USD", Samples.NONE));
    Recommendation decided =
        Samples.recommendation(
            new Samples.Kind("shop", "Deployment", "decided", "500.00", "USD", Samples.NONE));
    decided
        .getSpec()
        .setDecision(dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision.Rejected);

    assertThat(order(List.of(grows, decided), List.of())).isEmpty();
  }

  @Test
  void ofEachCurrencyTheFiveGreatestSavingsWait() {
    assertThat(order(Samples.many(400), List.of()))
        .filteredOn(attention -> attention.kind() == Kind.SAVING_WAITS)
        .hasSize(10);
  }
}
