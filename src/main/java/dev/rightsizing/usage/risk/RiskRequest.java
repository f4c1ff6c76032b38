// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.PodOwners;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What to read.
 *
 * @param owners tells the workload of a pod; a pod without one is left out
 * @param expectedSeries series a namespace will have, about; keeps answers within the budget
 */
public record RiskRequest(
    SortedSet<String> namespaces,
    PodOwners owners,
    Map<String, Integer> expectedSeries,
    Instant at) {

  public RiskRequest {
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    expectedSeries = Map.copyOf(expectedSeries);
  }
}
