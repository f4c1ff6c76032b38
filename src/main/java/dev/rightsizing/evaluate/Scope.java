// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.workload.LabelSelector;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which workloads and containers are evaluated.
 *
 * @param namespaces by name
 * @param kinds that count
 * @param selector over the workload objects' labels
 * @param excludeContainers names of containers that are left alone
 */
public record Scope(
    SortedSet<String> namespaces,
    Set<WorkloadKind> kinds,
    LabelSelector selector,
    Set<String> excludeContainers) {

  public Scope {
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    kinds = Set.copyOf(kinds);
    excludeContainers = Set.copyOf(excludeContainers);
  }

  public boolean selects(Workload workload) {
    return namespaces.contains(workload.ref().namespace())
        && kinds.contains(workload.ref().kind())
        && selector.matches(workload.labels());
  }
}
