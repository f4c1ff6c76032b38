// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SeriesLabels;
import dev.rightsizing.usage.UsageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WholeSeriesTest {
  private static final long STEP = 300;
  private static final long START = 1_700_006_400;
  private static final int POINTS = 12;
  private static final UsageQuery QUERY =
      new UsageQuery(
          Resource.CPU,
          new TreeSet<>(List.of("shop")),
          Instant.ofEpochSecond(START),
          Instant.ofEpochSecond(START + STEP * (POINTS - 1)),
          Duration.ofSeconds(STEP));

  /** The greatest at each time, as what comes after combines series of one container. */
  private final Map<Long, Double> seen = new TreeMap<>();

  private final WholeSeries whole =
      new WholeSeries(
          QUERY,
          (key, seconds, values, count) -> {
            assertThat(key).isEqualTo(new SeriesKey("shop", "web-1", "app"));
            for (int i = 0; i < count; i++) {
              seen.merge(seconds[i], values[i], Math::max);
            }
          });

  private static SeriesKey key(String... labels) {
    return new SeriesKey("shop", "web-1", "app", new SeriesLabels(List.of(labels)));
  }

  private void series(SeriesKey key, int from, double... values) {
    long[] seconds = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      seconds[i] = START + (from + i) * STEP;
    }
    whole.series(key, seconds, values, values.length);
  }

  @Test
  void coresAreAdded() {
    // Four cores at a quarter each are one core.
    for (int cpu = 0; cpu < 4; cpu++) {
      series(key("cpu", "cpu0" + cpu), 0, 0.25, 0.25, 0.5);
    }
    whole.end();

    assertThat(seen.values()).containsExactly(1.0, 1.0, 2.0);
  }

  @Test
  void replicasAndLivesOfAContainerAreNotAddedToEachOther() {
    for (String replica : List.of("a", "b")) {
      for (String id : List.of("/old", "/new")) {
        for (String cpu : List.of("cpu00", "cpu01")) {
          series(key("cpu", cpu, "id", id, "prometheus_replica", replica), 0, 0.5);
        }
      }
    }
    whole.end();

    assertThat(seen.values()).containsExactly(1.0);
  }

  @Test
  void theTotalCountsWhereItIsThereAndTheCoresWhereItIsNot() {
    // The total from the third step on; what the cores sum to differs by a rounding.
    series(key("cpu", "cpu00"), 0, 0.5, 0.5, 0.75, 0.75);
    series(key("cpu", "cpu01"), 0, 0.5, 0.5, 0.75, 0.75);
    series(key(), 2, 1.4, 1.4);
    whole.end();

    assertThat(seen.values()).containsExactly(1.0, 1.0, 1.4, 1.4);
  }

  @Test
  void aRetryAddsNothingTwice() {
    for (int attempt = 0; attempt < 2; attempt++) {
      series(key("cpu", "cpu00"), 0, 0.5);
      series(key("cpu", "cpu01"), 0, 0.25);
    }
    whole.end();

    assertThat(seen.values()).containsExactly(0.75);
  }

  @Property(tries = 200)
  void splittingASeriesByCoreAndDoublingItByReplicaChangesNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int cores,
      @ForAll @IntRange(min = 1, max = 3) int replicas) {
    Random random = new Random(seed);
    double[] values = random.doubles(POINTS, 0, 4).toArray();
    List<double[]> parts = new ArrayList<>();
    double[] rest = values.clone();
    for (int c = 1; c < cores; c++) {
      double[] part = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        part[i] = rest[i] * random.nextDouble();
        rest[i] -= part[i];
      }
      parts.add(part);
    }
    parts.add(rest);
    WholeSeriesTest fresh = new WholeSeriesTest();
    for (int r = 0; r < replicas; r++) {
      for (int c = 0; c < cores; c++) {
        fresh.series(key("cpu", "cpu0" + c, "prometheus_replica", "r" + r), 0, parts.get(c));
      }
    }
    fresh.whole.end();

    assertThat(fresh.seen).hasSize(POINTS);
    for (int i = 0; i < POINTS; i++) {
      assertThat(fresh.seen.get(START + i * STEP)).isCloseTo(values[i], within(1e-9));
    }
  }
}
