// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.bench.GuardBenchmark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A thousand workloads that are approved at once are judged within a second, also the first time.
 */
class GuardSpeedTest {
  private static final int WORKLOADS = 1_000;
  private static final Duration MOST = Duration.ofSeconds(1);

  @Test
  void aThousandWorkloadsAreJudgedInASecond() {
    GuardBenchmark workloads = new GuardBenchmark();
    workloads.gather();
    long start = System.nanoTime();
    long allowed = workloads.judge();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(allowed).isEqualTo(WORKLOADS);
    assertThat(took).isLessThan(MOST);
  }
}
