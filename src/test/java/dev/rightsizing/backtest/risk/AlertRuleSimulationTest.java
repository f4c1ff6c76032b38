// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.risk.ContainerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertRuleSimulationTest {
  private static final AlertOutput ON = new AlertOutput(true, 0);
  private static final AlertOutput RISES = new AlertOutput(true, 1);

  private static final ContainerReading ANY =
      new ContainerReading(
          "c", Optional.empty(), Optional.empty(), true, List.of(), List.of(), Map.of());

  private boolean holds;
  private final AlertRuleSimulation watch =
      new AlertRuleSimulation(reading -> holds, Duration.ofMinutes(2), Duration.ofMinutes(5));

  private AlertOutput at(int minute, boolean value) {
    holds = value;
    return watch.evaluate(ANY, Instant.ofEpochSecond(60L * minute));
  }

  @Test
  void firesAfterItsTimeAndTellsOnce() {
    assertThat(List.of(at(0, true), at(1, true), at(2, true), at(3, true)))
        .containsExactly(AlertOutput.NOTHING, AlertOutput.NOTHING, RISES, ON);
  }

  @Test
  void oneTickOfQuietBeginsItAnew() {
    at(0, true);
    at(2, true);

    assertThat(List.of(at(3, false), at(4, true), at(6, true)))
        .containsExactly(AlertOutput.NOTHING, AlertOutput.NOTHING, RISES);
  }

  @Test
  void aPauseBeginsItAnew() {
    at(0, true);

    assertThat(at(6, true)).isEqualTo(AlertOutput.NOTHING);
    assertThat(at(8, true)).isEqualTo(RISES);
  }
}
