// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SampleRingTest {
  private final SampleRing ring = new SampleRing(8, 10);

  private void add(long at, double cpu, long heap) {
    ring.add(at, (float) cpu, heap);
  }

  @Test
  void withoutASampleThereIsNothingToSay() {
    assertThat(ring.between(0, 100)).isEmpty();
  }

  @Test
  void takesTheSamplesThatFallIntoTheSpan() {
    add(10, 0.9, 900);
    add(20, 0.2, 100);
    add(30, 0.4, 300);
    add(40, 0.8, 800);

    ResourceUse use = ring.between(15, 35).orElseThrow();

    assertThat(use.samples()).isEqualTo(2);
    assertThat(use.nearest()).isFalse();
    assertThat(use.covered()).isEqualTo(1);
    assertThat(use.cpu().avg()).isCloseTo(0.3, within(1e-6));
    assertThat(use.cpu().max()).isCloseTo(0.4, within(1e-6));
    assertThat(use.cpu().min()).isCloseTo(0.2, within(1e-6));
    assertThat(use.heap()).isEqualTo(new ResourceUse.Range(200, 300, 100));
  }

  @Test
  void aLateSampleStandsForTheTimeSinceTheOneBefore() {
    add(10, 0, 0);
    add(20, 1, 0);
    add(50, 0, 0);

    assertThat(ring.between(15, 50).orElseThrow().cpu().avg()).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void aSpanShorterThanASampleTakesTheNearestAndSaysSo() {
    add(10, 0.1, 100);
    add(20, 0.2, 200);
    add(30, 0.3, 300);

    assertThat(ring.between(22, 24).orElseThrow())
        .satisfies(
            use -> {
              assertThat(use.nearest()).isTrue();
              assertThat(use.samples()).isEqualTo(1);
              assertThat(use.heap().max()).isEqualTo(200);
            });
    assertThat(ring.between(31, 32).orElseThrow().heap().max()).isEqualTo(300);
    assertThat(ring.between(1, 2).orElseThrow().heap().max()).isEqualTo(100);
  }

  @Test
  void saysWhatPartOfALongSpanIsCovered() {
    for (int i = 1; i <= 100; i++) {
      add(i * 10L, 0.5, i);
    }

    ResourceUse use = ring.between(0, 1000).orElseThrow();

    // Seven of eight slots: the oldest is the next to be written.
    assertThat(use.samples()).isEqualTo(7);
    assertThat(use.heap().min()).isEqualTo(94);
    assertThat(use.covered()).isCloseTo(0.06, within(1e-9));
  }

  @Test
  void aThreadThatHasStoppedSamplingIsSaidToo() {
    add(10, 0.5, 1);
    add(20, 0.5, 1);

    assertThat(ring.between(5, 105).orElseThrow().covered()).isCloseTo(0.15, within(1e-9));
  }

  @Test
  void clocksMayBeNegative() {
    add(-20, 0.5, 7);
    add(-10, 0.5, 7);

    assertThat(ring.between(-15, -5).orElseThrow().samples()).isEqualTo(1);
  }

  @Test
  void aReaderNeverSeesASlotThatIsBeingOverwritten() throws Exception {
    SampleRing busy = new SampleRing(8, 1);
    busy.add(0, 0, 0);
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              // CPU and heap say the same of each sample, so a torn one would show.
              for (long i = 1; !stop.get(); i++) {
                busy.add(i, i % 1000, i % 1000);
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 200_000; i++) {
        busy.between(0, Long.MAX_VALUE / 2)
            .ifPresent(
                use -> {
                  assertThat(use.cpu().max()).isEqualTo(use.heap().max());
                  assertThat(use.cpu().min()).isEqualTo(use.heap().min());
                });
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }
}
