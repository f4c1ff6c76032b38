// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.model.WorkloadRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the values of labels at one moment.
 *
 * @param values by label
 * @param givenUp labels with too many values to be a cluster's
 * @param held workloads of which nothing may be read
 */
record Standings(
    Map<String, Map<String, Standing>> values, Set<String> givenUp, Set<WorkloadRef> held) {

  static final Standings NONE = new Standings(Map.of(), Set.of(), Set.of());

  Standings {
    Map<String, Map<String, Standing>> copy = new HashMap<>();
    values.forEach((label, known) -> copy.put(label, Map.copyOf(known)));
    values = Map.copyOf(copy);
    givenUp = Set.copyOf(givenUp);
    held = Set.copyOf(held);
  }

  /** What a value is; empty where it was not met yet. */
  Optional<Standing> of(String label, String value) {
    return Optional.ofNullable(values.getOrDefault(label, Map.of()).get(value));
  }

  /** Values of one standing, by label. */
  SortedMap<String, SortedSet<String>> with(Set<Standing> wanted) {
    SortedMap<String, SortedSet<String>> found = new TreeMap<>();
    values.forEach(
        (label, known) ->
            known.forEach(
                (value, standing) -> {
                  if (wanted.contains(standing)) {
                    found.computeIfAbsent(label, l -> new TreeSet<>()).add(value);
                  }
                }));
    return found;
  }

  /** Values of other clusters, by label. */
  SortedMap<String, SortedSet<String>> foreign() {
    return with(Set.of(Standing.FOREIGN));
  }
}
