// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
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
 * @param names the only workloads that count; empty: all that the rest selects
 */
public record Scope(
    SortedSet<String> namespaces,
    Set<WorkloadKind> kinds,
    LabelSelector selector,
    Set<String> excludeContainers,
    Set<Named> names) {

  /** A workload by its name, in whichever namespace. */
  public record Named(WorkloadKind kind, String name) {}

  /** Every workload that the rest selects. */
  public Scope(
      SortedSet<String> namespaces,
      Set<WorkloadKind> kinds,
      LabelSelector selector,
      Set<String> excludeContainers) {
    this(namespaces, kinds, selector, excludeContainers, Set.of());
  }

  public Scope {
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    kinds = Set.copyOf(kinds);
    excludeContainers = Set.copyOf(excludeContainers);
    names = Set.copyOf(names);
  }

  public boolean selects(Workload workload) {
    return namespaces.contains(workload.ref().namespace())
        && names(workload.ref())
        && selector.matches(workload.labels());
  }

  /** Whether a workload is of a kind that counts and, where names do, of such a name. */
  public boolean names(WorkloadRef ref) {
    return kinds.contains(ref.kind())
        && (names.isEmpty() || names.contains(new Named(ref.kind(), ref.name())));
  }
}
