// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.sizing.risk.RiskEngine;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RiskMapperTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
  private static final Duration HOLD = Duration.ofMinutes(3);

  private final RiskMapper mapper = new RiskMapper();

  private static RiskEngine engine(int threshold) {
    return new RiskEngine(
        new RiskSettings(
            true,
            Duration.ofMinutes(1),
            new Threshold(0.25, HOLD),
            new Threshold(0.25, HOLD),
            new Threshold(threshold / 100.0, HOLD),
            Duration.ofMinutes(30),
            List.of(
                new PolicySignal("slow", "q", 0.5, HOLD, RiskLevel.CRITICAL, ""),
                new PolicySignal("other", "q", 7, HOLD, RiskLevel.WARNING, ""))));
  }

  private static ContainerReading reading(List<MemoryPoint> memory, double share) {
    return new ContainerReading(
        "app",
        Optional.of(Amount.cores(1)),
        Optional.of(Amount.bytes(1000)),
        true,
        List.of(
            new PodReading(
                "web-1",
                Optional.of(new Cfs(share, 0.4, 8)),
                OptionalDouble.of(share),
                memory,
                OptionalDouble.empty())),
        List.of(),
        Map.of());
  }

  @Property(tries = 200)
  void aRestartAtEachTickChangesNothing(
      @ForAll @Size(min = 20, max = 60) List<@DoubleRange(min = 0, max = 1) Double> shares,
      @ForAll @IntRange(min = 60, max = 99) int threshold) {
    List<SignalRisk> kept = List.of();
    List<SignalRisk> restored = List.of();
    List<MemoryPoint> memory = new ArrayList<>();
    RecommendationStatus before = null;
    for (int i = 0; i < shares.size(); i++) {
      double share = shares.get(i);
      Instant now = START.plus(Duration.ofMinutes(i));
      memory.add(new MemoryPoint(now, 700 + 300 * share));
      List<MemoryPoint> seen = memory.subList(Math.max(0, memory.size() - 16), memory.size());
      Map<String, SignalReading> named =
          Map.of(
              "slow",
              share < 0.1
                  ? new SignalReading.Absent(share < 0.05)
                  : new SignalReading.Measured(share / 0.8, "pod web-1"));
      RiskAssessment one =
          engine(threshold).assess(List.of(reading(seen, share)), named, kept, now);
      RiskAssessment two =
          engine(threshold).assess(List.of(reading(seen, share)), named, restored, now);

      assertThat(two).isEqualTo(one);
      kept = one.signals();
      before = written(mapper.status(two, before, now));
      restored = mapper.remembered(before);
    }
  }

  /** As it comes back from the API server. */
  private static RecommendationStatus written(RecommendationStatus status) {
    return Serialization.unmarshal(Serialization.asJson(status), RecommendationStatus.class);
  }

  @Test
  void aLevelThatIsOnlyShownLeavesTheConditionFalse() {
    List<SignalRisk> state = List.of();
    RiskAssessment said = null;
    for (int i = 0; i < 5; i++) {
      Instant now = START.plus(Duration.ofMinutes(i));
      said =
          engine(90)
              .assess(
                  List.of(reading(List.of(new MemoryPoint(now, 850)), 0)), Map.of(), state, now);
      state = said.signals();
    }
    RecommendationStatus status = mapper.status(said, null, START);

    assertThat(status.getRisk().getLevel().name()).isEqualTo("Warning");
    Condition atRisk = status.getConditions().get(0);
    assertThat(atRisk.getStatus()).isEqualTo(Condition.Status.False);
    assertThat(atRisk.getReason()).isEqualTo("BelowThreshold");
    assertThat(atRisk.getMessage())
        .contains("is at 85 % of its memory limit", "below the policy's threshold of 90 %");
    assertThat(status.getRisk().getSignals().get(0).getTold()).isFalse();
  }

  @Test
  void anAlarmOfAVersionThatDidNotKnowToldWasTold() {
    RecommendationStatus old =
        Serialization.unmarshal(
            "{\"risk\":{\"level\":\"Critical\",\"signals\":[{\"container\":\"app\",\"kind\":\"Memory\","
                + "\"level\":\"Critical\",\"since\":\"2026-03-04T10:00:00Z\",\"percent\":91,"
                + "\"limit\":\"1000\"}]}}",
            RecommendationStatus.class);

    assertThat(mapper.remembered(old))
        .containsExactly(
            new SignalRisk(
                new SignalRisk.Key("app", RiskKind.MEMORY),
                AlertState.at(RiskLevel.CRITICAL, START, OptionalDouble.of(91)),
                true,
                Optional.empty(),
                Optional.of("1000")));
  }

  @Test
  void whatCannotBeReadIsForgotten() {
    RecommendationStatus odd =
        Serialization.unmarshal(
            "{\"risk\":{\"signals\":[{\"name\":\"slow\",\"kind\":\"PolicySignal\","
                + "\"level\":\"Critical\",\"value\":\"much\"}]}}",
            RecommendationStatus.class);

    assertThat(mapper.remembered(odd)).isEmpty();
  }
}
