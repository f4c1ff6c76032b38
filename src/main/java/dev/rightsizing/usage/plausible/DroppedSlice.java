// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.UsageQuery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What was left out of one slice: the greatest at each step, so that a retry which reads the same
 * again changes nothing and an answer of nothing else takes no more room than usage would.
 */
public final class DroppedSlice {
  private final UsageQuery query;
  private final PodOwners owners;
  private final Map<ContainerRef, double[]> containers = new HashMap<>();

  DroppedSlice(UsageQuery query, PodOwners owners) {
    this.query = query;
    this.owners = owners;
  }

  /** Takes a dropped sample. */
  @FunctionalInterface
  interface Visitor {
    void dropped(ContainerRef container, long second, double value);
  }

  void left(SeriesKey key, long second, double value) {
    owners
        .ownerOf(key.namespace(), key.pod())
        .map(owner -> new ContainerRef(owner, key.container()))
        .ifPresent(container -> left(container, second, value));
  }

  private void left(ContainerRef container, long second, double value) {
    double[] steps = containers.computeIfAbsent(container, c -> none());
    long at = Math.floorDiv(second - query.from().getEpochSecond(), query.step().toSeconds());
    if (at >= 0 && at < steps.length && !(steps[(int) at] >= value)) {
      steps[(int) at] = value;
    }
  }

  private double[] none() {
    double[] steps = new double[Math.toIntExact(query.points())];
    Arrays.fill(steps, Double.NaN);
    return steps;
  }

  void forEach(Visitor visitor) {
    containers.forEach(
        (container, steps) -> {
          for (int i = 0; i < steps.length; i++) {
            if (!Double.isNaN(steps[i])) {
              long second = query.from().getEpochSecond() + i * query.step().toSeconds();
              visitor.dropped(container, second, steps[i]);
            }
          }
        });
  }

  /** How many were left out, one a step and container. */
  public long count() {
    return containers.values().stream()
        .mapToLong(steps -> Arrays.stream(steps).filter(v -> !Double.isNaN(v)).count())
        .sum();
  }
}
