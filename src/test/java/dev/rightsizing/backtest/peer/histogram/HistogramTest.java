// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  private static final Buckets CPU = new Buckets.Exponential(0.01, 1.05, 1000);
  private static final Buckets MEMORY = new Buckets.Exponential(1e7, 1.05, 1e12);

  @Test
  void vpaHasThe176BucketsItSays() {
    assertThat(CPU.count()).isEqualTo(176);
    assertThat(MEMORY.count()).isEqualTo(176);
  }

  @Test
  void vpaCanRecommendTheseMemorySizesOnly() {
    long[] ladder = new long[9];
    Arrays.setAll(
        ladder,
        i -> {
          long bytes = (long) MEMORY.start(17 + i);
          return bytes + (long) (bytes * 0.15);
        });

    assertThat(ladder)
        .containsExactly(
            297_164_212,
            323_522_422,
            351_198_544,
            380_258_472,
            410_771_395,
            442_809_964,
            476_450_463,
            511_772_986,
            548_861_636);
  }

  @Test
  void aPercentileIsTheUpperEndOfItsBucket() {
    WeightedHistogram histogram = new WeightedHistogram(new Buckets.Linear(1, 10), 1e-10);
    histogram.add(2.5, 9);
    histogram.add(7.5, 1);

    assertThat(histogram.percentile(0.9)).isEqualTo(3);
    assertThat(histogram.percentile(0.91)).isEqualTo(8);
  }

  @Test
  void theLastBucketHasNoUpperEnd() {
    WeightedHistogram histogram = new WeightedHistogram(new Buckets.Linear(1, 10), 1e-10);
    histogram.add(99, 1);

    assertThat(histogram.percentile(0.5)).isEqualTo(10);
  }

  @Test
  void whatIsTakenBackIsGone() {
    WeightedHistogram histogram = new WeightedHistogram(new Buckets.Linear(1, 10), 1e-4);
    histogram.add(7.5, 1);
    histogram.subtract(7.5, 1);

    assertThat(histogram.percentile(0.5)).isZero();
  }

  @Test
  void aSampleLosesHalfOfItsWeightWithEachHalfLifeHoweverLong() {
    DecayingHistogram histogram =
        new DecayingHistogram(new WeightedHistogram(new Buckets.Linear(1, 10), 1e-4), 10);
    histogram.add(7.5, 3, 2_000);
    histogram.add(2.5, 3, 2_010);

    assertThat(histogram.percentile(0.66)).isEqualTo(3);
    assertThat(histogram.percentile(0.67)).isEqualTo(8);
    histogram.add(4.5, 3, 9_000);
    assertThat(histogram.percentile(0)).isEqualTo(5);
  }

  @Test
  void anExactQuantileIsASample() {
    WeightedQuantile quantile = new WeightedQuantile(3);
    quantile.add(3, 8);
    quantile.add(1, 1);
    quantile.add(2, 1);

    assertThat(quantile.of(0.2)).isEqualTo(2);
    assertThat(quantile.of(0.5)).isEqualTo(3);
    assertThat(new WeightedQuantile(0).of(0.5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.9, 0.95, 0.99, 1})
  void selectionFindsWhatSortingDoes(double share) {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      int n = 1 + random.nextInt(300);
      int distinct = 1 + random.nextInt(n);
      WeightedQuantile quantile = new WeightedQuantile(n);
      double[] weightOf = new double[distinct];
      double total = 0;
      for (int i = 0; i < n; i++) {
        int value = random.nextInt(distinct);
        // Whole weights add up alike in any order.
        int weight = 1 + random.nextInt(9);
        quantile.add(value, weight);
        weightOf[value] += weight;
        total += weight;
      }
      assertThat(quantile.of(share)).isCloseTo(sorted(weightOf, share * total), within(0.0));
    }
  }

  private static double sorted(double[] weightOf, double wanted) {
    double sum = 0;
    for (int value = 0; value < weightOf.length; value++) {
      sum += weightOf[value];
      if (weightOf[value] > 0 && sum >= wanted) {
        return value;
      }
    }
    throw new IllegalStateException();
  }
}
