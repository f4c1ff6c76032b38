// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.QuotaRisk;
import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaState;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.RiskLevel;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaRiskMapperTest {
  private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
  private static final QuotaKey KEY = new QuotaKey("shop", "compute", "requests.cpu");
  private static final AlertState.PendingTransition STEP =
      new AlertState.PendingTransition(RiskLevel.CRITICAL, TEN.minusSeconds(60), TEN);

  private final QuotaRiskMapper mapper = new QuotaRiskMapper();

  static Stream<QuotaState> states() {
    QuotaHistory days =
        new QuotaHistory(
            TEN,
            List.of(
                QuotaAmount.parse("17200m"), QuotaAmount.parse("18"), QuotaAmount.parse("4Gi")));
    return Stream.of(
        new QuotaState(KEY, AlertState.NONE, Optional.of(days)),
        new QuotaState(KEY, AlertState.NONE.rising(STEP), Optional.of(days)),
        new QuotaState(
            KEY, AlertState.at(RiskLevel.WARNING, TEN, OptionalDouble.of(83)), Optional.empty()),
        new QuotaState(
            KEY,
            AlertState.at(RiskLevel.EMERGENCY, TEN, OptionalDouble.of(99)).falling(STEP),
            Optional.of(days)));
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsWhatItWrote(QuotaState state) {
    String json = Serialization.asJson(mapper.status(List.of(state)));

    assertThat(mapper.remembered(Serialization.unmarshal(json, RightSizingPolicyStatus.class)))
        .containsExactly(state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{level: Warning, since: yesterday}",
        "{level: Warning, days: {}}",
        "{level: Warning, days: {sampled: '2026-03-04T06:00:00Z', peaks: []}}",
        "{level: Warning, days: {sampled: '2026-03-04T06:00:00Z', peaks: [much]}}",
        "{level: Warning, rising: {to: Critical}}",
      })
  void forgetsWhatCannotBeRead(String risk) {
    RightSizingPolicyStatus status = mapper.status(List.of());
    status.setQuotaRisks(List.of(Serialization.unmarshal("---\n" + risk, QuotaRisk.class)));

    assertThat(mapper.remembered(status)).isEmpty();
  }

  @Test
  void theFullestStatusStaysFarUnderWhatAnObjectHolds() {
    List<QuotaAmount> month = java.util.Collections.nCopies(28, QuotaAmount.parse("123456789Ki"));
    List<QuotaState> most =
        java.util.stream.IntStream.range(0, 500)
            .mapToObj(
                i ->
                    new QuotaState(
                        new QuotaKey("n".repeat(40), "q".repeat(30) + i, "limits.memory"),
                        AlertState.at(RiskLevel.WARNING, TEN, OptionalDouble.of(83)).rising(STEP),
                        Optional.of(new QuotaHistory(TEN, month))))
            .toList();

    assertThat(Serialization.asJson(mapper.status(most)).length()).isLessThan(500_000);
  }
}
