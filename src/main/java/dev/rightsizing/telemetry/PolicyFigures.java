// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Verdict;
import java.util.Map;

/**
 * What one policy stands for now.
 *
 * @param verdicts how many containers have which verdict, by resource
 * @param savings per month
 * @param dropped samples in the window that were left out because they cannot be, by resource
 * @param uncovered what no recommendation reaches, summed over namespaces by cause
 */
public record PolicyFigures(
    Map<Resource, Map<Verdict, Integer>> verdicts,
    Money savings,
    Map<Resource, Long> dropped,
    Map<Uncovered.Cause, NotCovered> uncovered) {

  public PolicyFigures {
    dropped = Map.copyOf(dropped);
    verdicts = Map.copyOf(verdicts);
    uncovered = Map.copyOf(uncovered);
  }

  /** Of which nothing was left out, and where all is covered. */
  public PolicyFigures(Map<Resource, Map<Verdict, Integer>> verdicts, Money savings) {
    this(verdicts, savings, Map.of(), Map.of());
  }

  /**
   * Pods that one cause is about.
   *
   * @param cores that they ask for together
   * @param bytes of memory that they ask for together
   */
  public record NotCovered(int pods, double cores, double bytes) {

    /** Both together. */
    public NotCovered plus(NotCovered other) {
      return new NotCovered(pods + other.pods, cores + other.cores, bytes + other.bytes);
    }

    /** One namespace's. */
    public static NotCovered of(Uncovered uncovered) {
      return new NotCovered(
          uncovered.pods(),
          uncovered.requested(Resource.CPU).value(),
          uncovered.requested(Resource.MEMORY).value());
    }
  }
}
