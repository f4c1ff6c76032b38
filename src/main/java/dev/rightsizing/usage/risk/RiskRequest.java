// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.usage.plausible.Ceilings;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What to read.
 *
 * @param owners resolves the workload of a pod; a pod without one is left out
 * @param living pods that live, with their containers; no others are named to people
 * @param signals queries that the policy has written
 * @param queriesAllowed whether they may be sent
 * @param expectedSeries series a namespace will have, about; keeps answers within the budget
 * @param ceilings what samples of memory can be at most
 */
public record RiskRequest(
    SortedSet<String> namespaces,
    PodOwners owners,
    PodSizes living,
    List<PolicySignal> signals,
    boolean queriesAllowed,
    Map<String, Integer> expectedSeries,
    Ceilings ceilings,
    Instant at) {

  public RiskRequest {
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    signals = List.copyOf(signals);
    expectedSeries = Map.copyOf(expectedSeries);
  }

  /** Of a policy that has written no queries. */
  public RiskRequest(
      SortedSet<String> namespaces,
      PodOwners owners,
      Map<String, Integer> expectedSeries,
      Instant at) {
    this(
        namespaces, owners, PodSizes.NONE, List.of(), false, expectedSeries, Ceilings.ABSOLUTE, at);
  }
}
