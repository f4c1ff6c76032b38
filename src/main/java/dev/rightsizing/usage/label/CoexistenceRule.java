// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.SeriesKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Finds other clusters by a label whose name does not tell: a value is another cluster's when a pod
 * of one of our workloads comes with it that does not live here, though it has run for an hour
 * beside one that does and that has another value. A version, or anything else that changes with a
 * roll-out, only looks like that until the roll-out is over.
 */
final class CoexistenceRule {
  private final String label;
  private final KnownPods known;

  CoexistenceRule(String label, KnownPods known) {
    this.label = label;
    this.known = known;
  }

  /** Values that one look makes suspect; what was an hour ago decides. */
  Set<String> suspects(SortedMap<String, PodsByValue> values, Collection<SeriesKey> now) {
    Map<WorkloadRef, Set<String>> living = valuesOfLiving(now);
    Set<String> suspects = new TreeSet<>();
    for (SeriesKey key : now) {
      String value = key.labels().get(label);
      if (values.get(value).living().isEmpty() && isBesideAnother(key, value, living)) {
        suspects.add(value);
      }
    }
    return suspects;
  }

  /** Which of the suspects were there an hour ago already, with the same pods. */
  Set<String> confirmed(
      Set<String> suspects, Collection<SeriesKey> now, Collection<SeriesKey> before) {
    Set<SeriesKey> stay = new HashSet<>();
    now.forEach(key -> stay.add(key.bare()));
    Map<WorkloadRef, Set<String>> living = valuesOfLiving(before);
    Set<String> confirmed = new TreeSet<>();
    for (SeriesKey key : before) {
      String value = key.labels().get(label);
      if (suspects.contains(value)
          && stay.contains(key.bare())
          && isBesideAnother(key, value, living)) {
        confirmed.add(value);
      }
    }
    return confirmed;
  }

  private boolean isBesideAnother(
      SeriesKey key, String value, Map<WorkloadRef, Set<String>> living) {
    return !known.lives(key.namespace(), key.pod())
        && owner(key)
            .map(workload -> living.getOrDefault(workload, Set.of()))
            .filter(values -> values.stream().anyMatch(other -> !other.equals(value)))
            .isPresent();
  }

  private Map<WorkloadRef, Set<String>> valuesOfLiving(Collection<SeriesKey> series) {
    Map<WorkloadRef, Set<String>> living = new HashMap<>();
    for (SeriesKey key : series) {
      if (known.lives(key.namespace(), key.pod())) {
        owner(key)
            .ifPresent(
                workload ->
                    living
                        .computeIfAbsent(workload, w -> new HashSet<>())
                        .add(key.labels().get(label)));
      }
    }
    return living;
  }

  private Optional<WorkloadRef> owner(SeriesKey key) {
    return known.ownerOf(key.namespace(), key.pod());
  }
}
