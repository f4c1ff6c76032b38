// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final Duration TICK = Duration.ofMillis(100);

  private final FakeReadings readings = new FakeReadings();
  private final AtomicInteger upkeep = new AtomicInteger();
  private final Sampler sampler = new Sampler(readings, TICK, upkeep::incrementAndGet);

  private void tick(double busy) {
    readings.pass(TICK, busy);
    sampler.sample();
  }

  private ResourceUse latest() {
    return sampler.ring().between(readings.nanoTime() - 1, readings.nanoTime()).orElseThrow();
  }

  @Test
  void cpuIsAShareOfAllProcessors() {
    tick(0.25);

    assertThat(latest().cpu().max()).isCloseTo(0.25, within(1e-6));
    assertThat(latest().heap().max()).isEqualTo(100);
  }

  @Test
  void aLimitOfCpuThatChangesIsFollowedWithinSeconds() {
    tick(0.5);
    readings.processors = 4;
    for (int i = 0; i < 100; i++) {
      tick(0.5);
    }

    assertThat(latest().cpu().max()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void aCoarseClockOfTheSystemNeverGivesMoreThanAll() {
    tick(1.4);

    assertThat(latest().cpu().max()).isEqualTo(1);
  }

  @Test
  void aJvmThatDoesNotKnowItsCpuTimeStillKnowsItsHeap() {
    readings.unknown = true;
    tick(0.5);

    assertThat(latest().knowsCpu()).isFalse();
    assertThat(latest().heap().max()).isEqualTo(100);
  }

  @Test
  void aSampleThatFailsIsLeftOut() {
    tick(0.5);
    readings.fault = new IllegalStateException("no figures");

    assertThatCode(sampler::sample).doesNotThrowAnyException();

    readings.fault = null;
    tick(0.1);
    assertThat(latest().cpu().max()).isCloseTo(0.1, within(1e-6));
    assertThat(upkeep).hasValue(2);
  }

  @Test
  void theThreadIsADaemonThatSamplesUntilItIsClosed() {
    AtomicInteger samples = new AtomicInteger();
    try (Sampler real =
        new Sampler(JvmReadings.create(), Duration.ofMillis(10), samples::incrementAndGet)
            .start()) {
      await().untilAsserted(() -> assertThat(samples.get()).isGreaterThan(5));
      assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
      assertThat(real.ring().between(System.nanoTime() - 1_000_000_000L, System.nanoTime()))
          .isPresent();
    }
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  /** A tenth of a percent of one processor is 100 µs for each of ten samples a second. */
  @Test
  void costsLessThanATenthOfAPercentOfAProcessor() {
    Sampler real = new Sampler(JvmReadings.create(), TICK, () -> {});
    for (int i = 0; i < 2_000; i++) {
      real.sample();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 1_000; i++) {
      real.sample();
    }
    double micros = (threads.getCurrentThreadCpuTime() - before) / 1_000 / 1e3;

    assertThat(micros).as("µs of CPU for a sample").isLessThan(100);
  }

  private static java.util.List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("span-resources"))
        .toList();
  }
}
