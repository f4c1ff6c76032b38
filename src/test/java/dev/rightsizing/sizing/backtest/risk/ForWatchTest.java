// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.backtest.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.risk.ContainerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForWatchTest {
  private static final Said ON = new Said(true, 0);
  private static final Said RISES = new Said(true, 1);

  private static final ContainerReading ANY =
      new ContainerReading(
          "c", Optional.empty(), Optional.empty(), true, List.of(), List.of(), Map.of());

  private boolean holds;
  private final ForWatch watch =
      new ForWatch(reading -> holds, Duration.ofMinutes(2), Duration.ofMinutes(5));

  private Said at(int minute, boolean value) {
    holds = value;
    return watch.look(ANY, Instant.ofEpochSecond(60L * minute));
  }

  @Test
  void firesAfterItsTimeAndTellsOnce() {
    assertThat(List.of(at(0, true), at(1, true), at(2, true), at(3, true)))
        .containsExactly(Said.NOTHING, Said.NOTHING, RISES, ON);
  }

  @Test
  void oneTickOfQuietBeginsItAnew() {
    at(0, true);
    at(2, true);

    assertThat(List.of(at(3, false), at(4, true), at(6, true)))
        .containsExactly(Said.NOTHING, Said.NOTHING, RISES);
  }

  @Test
  void aPauseBeginsItAnew() {
    at(0, true);

    assertThat(at(6, true)).isEqualTo(Said.NOTHING);
    assertThat(at(8, true)).isEqualTo(RISES);
  }
}
