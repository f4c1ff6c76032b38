// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Verdict;
import java.util.Map;

/**
 * What one policy stands for now.
 *
 * @param verdicts how many containers have which verdict, by resource
 * @param savings per month
 * @param dropped samples in the window that were left out because they cannot be, by resource
 */
public record PolicyFigures(
    Map<Resource, Map<Verdict, Integer>> verdicts, Money savings, Map<Resource, Long> dropped) {

  /** Of which nothing was left out. */
  public PolicyFigures(Map<Resource, Map<Verdict, Integer>> verdicts, Money savings) {
    this(verdicts, savings, Map.of());
  }

  public PolicyFigures {
    dropped = Map.copyOf(dropped);
    verdicts = Map.copyOf(verdicts);
  }
}
