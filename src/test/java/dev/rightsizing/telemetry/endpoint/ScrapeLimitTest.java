// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScrapeLimitTest {
  private long now;
  private final ScrapeLimit limit = new ScrapeLimit(() -> now);

  private long passed(int requests) {
    return IntStream.range(0, requests).filter(i -> limit.take().isEmpty()).count();
  }

  @Test
  void twentyPassAtOnceAndThenNone() {
    assertThat(passed(100)).isEqualTo(20);
    assertThat(limit.take()).hasValue(1);
  }

  @Test
  void tenMorePassWithEachSecond() {
    passed(20);
    for (int second = 0; second < 3; second++) {
      now += Duration.ofSeconds(1).toNanos();
      assertThat(passed(100)).isEqualTo(10);
    }
  }

  @Test
  void aLongPauseAllowsNoMoreThanOneBurst() {
    passed(20);
    now += Duration.ofHours(1).toNanos();
    assertThat(passed(100)).isEqualTo(20);
  }

  @Test
  void ordinaryScrapersAreNeverRefused() {
    for (int i = 0; i < 1000; i++) {
      assertThat(limit.take()).isEmpty();
      now += Duration.ofMillis(100).toNanos();
    }
  }
}
