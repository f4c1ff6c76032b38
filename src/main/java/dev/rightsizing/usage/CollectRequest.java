// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.usage.plausible.Ceilings;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What to collect.
 *
 * @param lookback how far back
 * @param namespaces all of whose workloads are collected, so that policies share what was read
 * @param owners resolves the workload of a pod, given what the source recorded of deleted pods; a
 *     pod without one is left out
 * @param expectedSeries series a namespace will have, about; keeps answers within the budget
 * @param ceilings what the samples can be at most
 */
public record CollectRequest(
    Duration lookback,
    SortedSet<String> namespaces,
    Function<PodOwnerHistory, PodOwners> owners,
    Map<String, Integer> expectedSeries,
    Ceilings ceilings) {

  /** Of which nothing is known but what no machine has. */
  public CollectRequest(
      Duration lookback,
      SortedSet<String> namespaces,
      Function<PodOwnerHistory, PodOwners> owners,
      Map<String, Integer> expectedSeries) {
    this(lookback, namespaces, owners, expectedSeries, Ceilings.ABSOLUTE);
  }

  public CollectRequest {
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    expectedSeries = Map.copyOf(expectedSeries);
  }
}
