// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Verdict;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one policy stands for now.
 *
 * @param verdicts how many containers have which verdict, by resource
 * @param savings per month
 * @param cost per month, of what is requested now
 * @param dropped samples in the window that were left out because they cannot be, by resource
 * @param uncovered what no recommendation reaches, summed over namespaces by cause
 * @param efficiency usage against request, by resource; without usage, none
 */
public record PolicyFigures(
    Map<Resource, Map<Verdict, Integer>> verdicts,
    Money savings,
    Money cost,
    Map<Resource, Long> dropped,
    Map<Uncovered.Cause, NotCovered> uncovered,
    Map<Resource, Efficiency> efficiency) {

  public PolicyFigures {
    dropped = Map.copyOf(dropped);
    verdicts = Map.copyOf(verdicts);
    uncovered = Map.copyOf(uncovered);
    efficiency = Map.copyOf(efficiency);
  }

  /**
   * Usage and request of the same containers, in cores or bytes over all pods.
   *
   * @param used mean over the window
   */
  public record Efficiency(double used, double requested) {

    /** Both together. */
    public Efficiency plus(Efficiency other) {
      return new Efficiency(used + other.used, requested + other.requested);
    }

    /** Used / requested; empty where nothing is requested. */
    OptionalDouble ratio() {
      return requested > 0 ? OptionalDouble.of(used / requested) : OptionalDouble.empty();
    }
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
