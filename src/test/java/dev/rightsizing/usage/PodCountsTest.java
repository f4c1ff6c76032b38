// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PodCountsTest {
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final long STEP = 300;
  private static final long HOUR = 3600;

  private final PodCounts counts = new PodCounts();

  private static SlicePods slice(long fromHour, int hours) {
    return new SlicePods(
        new UsageQuery(
            Resource.MEMORY,
            new TreeSet<>(Set.of("shop")),
            Instant.ofEpochSecond(fromHour * HOUR),
            Instant.ofEpochSecond((fromHour + hours) * HOUR - STEP),
            Duration.ofSeconds(STEP)));
  }

  /** Every step of [from, to) seconds. */
  private static long[] steps(long from, long to) {
    return java.util.stream.LongStream.iterate(from, t -> t < to, t -> t + STEP).toArray();
  }

  private static void series(
      SlicePods slice, Optional<WorkloadRef> owner, String pod, long from, long to) {
    long[] seconds = steps(from, to);
    slice.series(owner, pod, seconds, seconds.length);
  }

  @Test
  void aPodCountsOnceHoweverManySeriesItHas() {
    SlicePods slice = slice(10, 2);
    series(slice, Optional.of(WEB), "web-a", 10 * HOUR, 12 * HOUR);
    series(slice, Optional.of(WEB), "web-a", 10 * HOUR, 12 * HOUR);
    series(slice, Optional.of(WEB), "web-b", 11 * HOUR, 12 * HOUR);
    slice.commit(counts);

    // web-a 24 steps, web-b 12.
    assertThat(counts.podSteps(WEB, 10)).isEqualTo(36);
    assertThat(counts.podSteps(WEB, 11)).isEqualTo(24);
    assertThat(counts.firstHour(WEB, 0)).hasValue(10);
    assertThat(counts.observedSteps(0)).isEqualTo(24);
  }

  @Test
  void podsOfNobodyTellThatTheSourceWasThere() {
    SlicePods slice = slice(10, 2);
    series(slice, Optional.empty(), "bare", 10 * HOUR + STEP, 11 * HOUR);
    slice.commit(counts);

    assertThat(counts.podSteps(WEB, 0)).isZero();
    assertThat(counts.observedSteps(10)).isEqualTo(11);
    assertThat(counts.firstObserved(0, STEP)).hasValue(10 * HOUR + STEP);
  }

  @Test
  void readingAnHourAgainReplacesIt() {
    SlicePods first = slice(10, 2);
    series(first, Optional.of(WEB), "web-a", 10 * HOUR, 11 * HOUR + 2 * STEP);
    first.commit(counts);
    SlicePods again = slice(11, 3);
    series(again, Optional.of(WEB), "web-a", 11 * HOUR, 13 * HOUR);
    again.commit(counts);

    // 12 of the first hour, 12 each of the two that were read anew.
    assertThat(counts.podSteps(WEB, 0)).isEqualTo(36);
    assertThat(counts.observedSteps(0)).isEqualTo(36);
  }

  @Test
  void hoursThatWereNotReadForAWorkloadHoldNoPods() {
    SlicePods first = slice(10, 1);
    series(first, Optional.of(WEB), "web-a", 10 * HOUR, 11 * HOUR);
    first.commit(counts);
    SlicePods later = slice(14, 1);
    series(later, Optional.of(WEB), "web-a", 14 * HOUR, 15 * HOUR);
    later.commit(counts);

    assertThat(counts.podSteps(WEB, 10)).isEqualTo(24);
    assertThat(counts.podSteps(WEB, 11)).isEqualTo(12);
    assertThat(counts.podSteps(WEB, 15)).isZero();
  }

  @Test
  void whatIsTooOldOrOfANamespaceThatIsGoneIsForgotten() {
    SlicePods slice = slice(10, 2);
    series(slice, Optional.of(WEB), "web-a", 10 * HOUR, 12 * HOUR);
    slice.commit(counts);

    counts.dropBefore(11);
    assertThat(counts.podSteps(WEB, 0)).isEqualTo(12);
    assertThat(counts.observedSteps(0)).isEqualTo(12);
    counts.forget("shop");
    assertThat(counts.podSteps(WEB, 0)).isZero();
    counts.dropBefore(100);
    assertThat(counts.observedSteps(0)).isZero();
  }
}
