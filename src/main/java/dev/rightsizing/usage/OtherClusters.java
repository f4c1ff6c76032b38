// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.WorkloadRef;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a source holds of other clusters in some namespaces.
 *
 * @param foreign values of labels whose series are left out, by label
 * @param own values of the same labels that this cluster's pods have, by label
 * @param held workloads whose pods come with several values, none of which is known to be this
 *     cluster's; nothing is read of them
 */
public record OtherClusters(
    SortedMap<String, SortedSet<String>> foreign,
    SortedMap<String, SortedSet<String>> own,
    Set<WorkloadRef> held) {

  /** There is no sign of another cluster. */
  public static final OtherClusters NONE =
      new OtherClusters(new TreeMap<>(), new TreeMap<>(), Set.of());

  private static final int MOST_NAMED = 5;

  public OtherClusters {
    foreign = Collections.unmodifiableSortedMap(new TreeMap<>(foreign));
    own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
    held = Set.copyOf(held);
  }

  /** Whether there is nothing to say. */
  public boolean isEmpty() {
    return foreign.isEmpty() && held.isEmpty();
  }

  /** Whether nothing may be concluded for a workload. */
  public boolean holds(WorkloadRef workload) {
    return held.contains(workload);
  }

  /** What was left out or held back, and the setting that ends it, for people. */
  public String message() {
    String left =
        foreign.isEmpty()
            ? ""
            : "Prometheus also holds series of other clusters ("
                + foreign.entrySet().stream()
                    .flatMap(e -> e.getValue().stream().map(value -> pair(e.getKey(), value)))
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "))
                + "), whose pods are not in this cluster; they are ignored";
    String kept =
        held.isEmpty()
            ? ""
            : (left.isEmpty() ? "Pods" : "pods")
                + " of the same names exist in several clusters and this cluster cannot be"
                + " identified, so nothing is recommended for "
                + held.stream()
                    .map(WorkloadRef::toString)
                    .sorted()
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "))
                + (held.size() > MOST_NAMED ? " and " + (held.size() - MOST_NAMED) + " more" : "");
    return left + (left.isEmpty() || kept.isEmpty() ? "" : "; ") + kept + "; " + advice();
  }

  /** Which setting names this cluster. */
  public String advice() {
    return "select this cluster in spec.prometheus.matchers, RIGHTSIZING_PROMETHEUS_MATCHERS or"
        + " --matcher, such as "
        + example();
  }

  private String example() {
    for (Map.Entry<String, SortedSet<String>> label : own.entrySet()) {
      if (label.getValue().size() == 1 && !label.getValue().first().isEmpty()) {
        return pair(label.getKey(), label.getValue().first());
      }
    }
    String label = own.isEmpty() ? "cluster" : own.firstKey();
    return label + "=NAME";
  }

  private static String pair(String label, String value) {
    return value.isEmpty() ? "without " + label : label + "=" + value;
  }
}
