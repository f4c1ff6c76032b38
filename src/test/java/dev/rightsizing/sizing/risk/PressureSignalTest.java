// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PressureSignalTest {
  private final Ticks ticks = new Ticks();

  private void watch(int minutes, Cfs cfs, double share) {
    for (int i = 0; i < minutes; i++) {
      ticks.tick(
          new PodReading(
              "web-1",
              Optional.ofNullable(cfs),
              Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share),
              List.of(new MemoryPoint(ticks.now.plus(Ticks.MINUTE), 100)),
              OptionalDouble.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitingOverTheThresholdIsToldWithAndWithoutALimit(boolean limited) {
    if (!limited) {
      ticks.cpuLimit = Optional.empty();
    }
    watch(10, Ticks.idle(), 0.4);
    assertThat(ticks.changes).isEmpty();
    watch(1, Ticks.idle(), 0.4);

    assertThat(ticks.reported()).containsExactly("CpuPressure None->Warning");
    assertThat(ticks.last.reason()).isEqualTo(Reason.CPU_PRESSURE_RISK);
    assertThat(ticks.changes.get(0).sentence())
        .isEqualTo(
            "Warning: container app is starved of CPU for 40 % of the time (over 25 % for 10m since"
                + " 2026-03-04T10:01:00Z; pod web-1)");
  }

  @ParameterizedTest
  @CsvSource({"0.25", "0.1", "0"})
  void waitingUpToTheThresholdIsNoRisk(double share) {
    watch(30, Ticks.idle(), share);

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.last.signals()).isEmpty();
  }

  @Test
  void nodesThatDoNotReportItAreSilentAndNotUnknown() {
    watch(20, Ticks.idle(), Double.NaN);

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.last.signals()).isEmpty();
  }

  @Test
  void anAlarmWhoseSignalVanishesIsUnknownAndNotOver() {
    watch(11, Ticks.idle(), 0.4);
    watch(60, Ticks.idle(), Double.NaN);

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.SIGNAL_MISSING);
    assertThat(ticks.last.sentences())
        .containsExactly(
            "Unknown: CPU pressure of container app: "
                + Reason.SIGNAL_MISSING.sentence()
                + " It was Warning before.");
    assertThat(ticks.changes).hasSize(1);
    watch(11, Ticks.idle(), 0.1);
    assertThat(ticks.reported())
        .containsExactly("CpuPressure None->Warning", "CpuPressure Warning->None");
  }

  @Test
  void aFailedReadIsSilentUnlessAnAlarmStands() {
    ticks.failed = Map.of(RiskKind.CPU_PRESSURE, Reason.QUERY_REJECTED);
    watch(3, Ticks.idle(), Double.NaN);
    assertThat(ticks.last.level()).isEqualTo(RiskLevel.NONE);

    ticks.failed = Map.of();
    watch(11, Ticks.idle(), 0.4);
    ticks.failed = Map.of(RiskKind.CPU_PRESSURE, Reason.QUERY_REJECTED);
    watch(1, Ticks.idle(), Double.NaN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.QUERY_REJECTED);
  }

  @Test
  void whatTheLimitHoldsBackIsThrottlingAndNotPressure() {
    watch(30, Ticks.throttled(0.6), 0.6);

    assertThat(ticks.reported()).containsExactly("Throttling None->Warning");
  }
}
