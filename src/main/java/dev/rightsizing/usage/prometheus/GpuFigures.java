// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.usage.risk.LabelledSink;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Puts the figures of GPUs together by namespace; one that is impossible is left out. */
final class GpuFigures implements LabelledSink {
  static final String UTILIZATION = "utilization";
  static final String USED = "used";
  static final String FREE = "free";

  /** Three for each namespace of a very large cluster. */
  static final long MOST_SERIES = 30_000;

  /** The exporter counts in MiB. */
  private static final double MEBI = 1024.0 * 1024.0;

  private static final double PERCENT = 100;

  private final Map<String, Map<String, Double>> namespaces = new HashMap<>();

  @Override
  public void sample(Map<String, String> labels, double value) {
    String namespace = labels.getOrDefault("gpu_namespace", "");
    String figure = labels.getOrDefault("figure", "");
    boolean possible =
        value >= 0 && Double.isFinite(value) && (!figure.equals(UTILIZATION) || value <= PERCENT);
    if (!namespace.isEmpty() && possible) {
      namespaces.computeIfAbsent(namespace, n -> new HashMap<>()).put(figure, value);
    }
  }

  Map<String, GpuUse> byNamespace() {
    Map<String, GpuUse> uses = new HashMap<>();
    namespaces.forEach(
        (namespace, figures) ->
            uses.put(
                namespace,
                new GpuUse(
                    figure(figures, UTILIZATION, 1),
                    figure(figures, USED, MEBI),
                    figure(figures, FREE, MEBI))));
    return uses;
  }

  private static OptionalDouble figure(Map<String, Double> figures, String name, double unit) {
    Double value = figures.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value * unit);
  }
}
