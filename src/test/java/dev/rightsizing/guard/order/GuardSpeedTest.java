// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.bench.GuardBenchmark;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
    // On a processor, as a machine that runs other tests too makes anything slow.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long allowed = workloads.judge();
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    assertThat(allowed).isEqualTo(WORKLOADS);
    assertThat(took).isLessThan(MOST);
  }
}
