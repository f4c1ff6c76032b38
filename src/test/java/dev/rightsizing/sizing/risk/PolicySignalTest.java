// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.model.risk.SignalReading.Absent;
import dev.rightsizing.model.risk.SignalReading.Failed;
import dev.rightsizing.model.risk.SignalReading.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicySignalTest {
  private final Ticks ticks = new Ticks(Ticks.naming(dns(RiskLevel.WARNING, 0.5)));

  private static PolicySignal dns(RiskLevel level, double above) {
    return new PolicySignal(
        "dns-latency", "dns", above, Duration.ofMinutes(5), level, "ask the network team");
  }

  private RiskLevel watch(int minutes, SignalReading reading) {
    ticks.named = Map.of("dns-latency", reading);
    return ticks.memory(minutes, 100);
  }

  @ParameterizedTest
  @EnumSource(
      value = RiskLevel.class,
      names = {"WARNING", "CRITICAL", "EMERGENCY"})
  void overTheThresholdForTheHoldTimeItHasThePolicysLevel(RiskLevel level) {
    ticks.settings = Ticks.naming(dns(level, 0.5));

    assertThat(watch(5, new Measured(0.734567, "pod web-1"))).isEqualTo(RiskLevel.NONE);
    assertThat(watch(1, new Measured(0.734567, "pod web-1"))).isEqualTo(level);
    assertThat(ticks.last.reason()).isEqualTo(Reason.SIGNAL_RISK);
    assertThat(ticks.last.sentences())
        .containsExactly(
            level.text()
                + ": signal dns-latency is at 0.735 (over 0.5 for 5m since 2026-03-04T10:01:00Z;"
                + " pod web-1): ask the network team");
    assertThat(ticks.reported()).containsExactly("PolicySignal None->" + level.text());
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.1", "0", "-3"})
  void upToTheThresholdNothingIsSaid(double value) {
    assertThat(watch(20, new Measured(value, ""))).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.last.signals()).isEmpty();
    assertThat(ticks.last.sentences()).isEmpty();
  }

  @Test
  void aThresholdOfZeroIsExceededByAnythingMore() {
    ticks.settings = Ticks.naming(dns(RiskLevel.WARNING, 0));
    assertThat(watch(10, new Measured(0, ""))).isEqualTo(RiskLevel.NONE);
    assertThat(watch(6, new Measured(0.001, ""))).isEqualTo(RiskLevel.WARNING);
    assertThat(watch(6, new Measured(0, ""))).isEqualTo(RiskLevel.NONE);
  }

  @Test
  void noSeriesIsNoRisk() {
    assertThat(watch(20, new Absent(false))).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.last.signals()).isEmpty();
  }

  @Test
  void afterAnAlarmNoSeriesClearsOnlyWhileOthersHaveSome() {
    watch(6, new Measured(0.9, ""));

    assertThat(watch(30, new Absent(false))).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.SIGNAL_MISSING);
    assertThat(ticks.changes).hasSize(1);
    assertThat(watch(5, new Absent(true))).isEqualTo(RiskLevel.WARNING);
    assertThat(watch(1, new Absent(true))).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.reported())
        .containsExactly("PolicySignal None->Warning", "PolicySignal Warning->None");
    assertThat(ticks.changes.get(1).sentence())
        .matches(
            "signal dns-latency cleared; it was Warning from 2026-03-04T10:\\S+ to"
                + " 2026-03-04T10:\\S+");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"QUERY_REJECTED", "QUERY_NOT_ALLOWED", "SIGNAL_LABELS_MISSING", "SOURCE_TIMEOUT"})
  void aFailureIsUnknownWithItsReasonAndNeitherRaisesNorClears(Reason reason) {
    assertThat(watch(10, new Failed(reason))).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(reason);
    assertThat(ticks.last.sentences())
        .containsExactly("Unknown: signal dns-latency: " + reason.sentence());
    watch(6, new Measured(0.9, ""));
    watch(60, new Failed(reason));

    assertThat(ticks.reported()).containsExactly("PolicySignal None->Warning");
  }

  @Test
  void aSignalThatThePolicyDropsIsToldAsOver() {
    watch(6, new Measured(0.9, ""));
    ticks.settings = Ticks.DEFAULTS;
    watch(2, new Measured(0.9, ""));

    assertThat(ticks.reported())
        .containsExactly("PolicySignal None->Warning", "PolicySignal Warning->None");
    assertThat(ticks.last.signals()).isEmpty();
  }

  @Test
  void anotherLevelInThePolicyTakesOver() {
    watch(6, new Measured(0.9, ""));
    ticks.settings = Ticks.naming(dns(RiskLevel.EMERGENCY, 0.5));

    assertThat(watch(6, new Measured(0.9, ""))).isEqualTo(RiskLevel.EMERGENCY);
    assertThat(ticks.last.reported()).isEqualTo(RiskLevel.EMERGENCY);
  }

  @Property
  void onlyWhatIsSeenForTheHoldTimeRaisesAndNothingUnseenClears(
      @ForAll @Size(min = 20, max = 60) List<@DoubleRange(min = -0.5, max = 1.5) Double> values) {
    Ticks any = new Ticks(Ticks.naming(dns(RiskLevel.CRITICAL, 0.5)));
    int over = 0;
    int ticksUnseen = 0;
    for (double value : values) {
      SignalReading reading =
          value < -0.25
              ? new Failed(Reason.SOURCE_TIMEOUT)
              : value < 0 ? new Absent(false) : new Measured(value, "");
      boolean seen = reading instanceof Measured;
      over = !seen ? over : value > 0.5 ? over + 1 : 0;
      any.named = Map.of("dns-latency", reading);
      any.memory(1, 100);
      for (var change : any.last.changes()) {
        assertThat(seen).isTrue();
        assertThat(change.isRise()).isEqualTo(value > 0.5);
        assertThat(change.isRise() && over < 2).isFalse();
      }
      ticksUnseen += seen ? 0 : 1;
      if (!seen && any.last.signals().stream().anyMatch(s -> s.alarm().level().isAlarm())) {
        assertThat(any.last.level()).isEqualTo(RiskLevel.UNKNOWN);
      }
    }
    assertThat(any.changes.size()).isLessThanOrEqualTo(values.size() / 5 + ticksUnseen);
  }

  @Test
  void valuesThatHardlyMoveAreShownAsTheyWere() {
    watch(6, new Measured(0.9, ""));
    watch(1, new Measured(0.95, ""));
    assertThat(ticks.last.sentences().get(0)).contains("is at 0.9 ");
    watch(1, new Measured(1.2, ""));
    assertThat(ticks.last.sentences().get(0)).contains("is at 1.2 ");
  }
}
