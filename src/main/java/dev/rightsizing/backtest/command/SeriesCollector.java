// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.model.Resource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Gathers samples in any order into series. What is not finite or negative is no usage and left
 * out; of several samples of one time the greatest counts.
 */
final class SeriesCollector {
  private final TreeMap<Key, Samples> series =
      new TreeMap<>(Comparator.comparing(Key::name).thenComparing(Key::resource));
  private Key lastKey;
  private Samples last;

  void add(String name, Resource resource, long second, double value) {
    if (!Double.isFinite(value) || value < 0) {
      return;
    }
    // Rows of one series mostly follow each other.
    if (lastKey == null || lastKey.resource != resource || !lastKey.name.equals(name)) {
      lastKey = new Key(name, resource);
      last = series.computeIfAbsent(lastKey, k -> new Samples());
    }
    last.add(second, value);
  }

  List<UsageSeries> all() {
    return series.entrySet().stream()
        .map(e -> e.getValue().inOrder(e.getKey().name(), e.getKey().resource()))
        .toList();
  }

  private record Key(String name, Resource resource) {}

  private static final class Samples {
    private long[] seconds = new long[256];
    private double[] values = new double[256];
    private int count;
    private boolean sorted = true;

    void add(long second, double value) {
      if (count == seconds.length) {
        seconds = Arrays.copyOf(seconds, count * 2);
        values = Arrays.copyOf(values, count * 2);
      }
      sorted = sorted && (count == 0 || second > seconds[count - 1]);
      seconds[count] = second;
      values[count++] = value;
    }

    UsageSeries inOrder(String name, Resource resource) {
      if (!sorted) {
        sort();
      }
      return new UsageSeries(
          name, resource, Arrays.copyOf(seconds, count), Arrays.copyOf(values, count));
    }

    private void sort() {
      TreeMap<Long, Double> byTime = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        byTime.merge(seconds[i], values[i], Math::max);
      }
      count = 0;
      byTime.forEach(this::put);
    }

    private void put(long second, double value) {
      seconds[count] = second;
      values[count++] = value;
    }
  }
}
