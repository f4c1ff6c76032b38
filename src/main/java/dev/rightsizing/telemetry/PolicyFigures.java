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
 */
public record PolicyFigures(Map<Resource, Map<Verdict, Integer>> verdicts, Money savings) {
  public PolicyFigures {
    verdicts = Map.copyOf(verdicts);
  }
}
