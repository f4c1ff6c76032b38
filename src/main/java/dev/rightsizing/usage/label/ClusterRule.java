// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Decides which values of a cluster label are this cluster's, by the pods that come with them at
 * one time. Pod names with a random suffix decide: no two clusters have the same. Names of
 * StatefulSets' pods, which clusters share, only help where nothing else is there.
 */
final class ClusterRule {

  /**
   * Judges all values.
   *
   * @param proven values that are known to be this cluster's
   * @param others whether the label has had other values
   */
  Map<String, Standing> judge(
      SortedMap<String, PodsByValue> values, Set<String> proven, boolean others) {
    Map<String, Standing> standings = new HashMap<>();
    values.forEach(
        (value, pods) -> {
          if (!pods.ours().isEmpty() || proven.contains(value)) {
            standings.put(value, Standing.PROVEN);
          }
        });
    List<String> open =
        values.keySet().stream().filter(value -> !standings.containsKey(value)).toList();
    if (!standings.isEmpty() || !proven.isEmpty()) {
      Collection<PodsByValue> own =
          standings.keySet().stream().map(values::get).collect(Collectors.toList());
      Set<String> all = new HashSet<>(proven);
      all.addAll(standings.keySet());
      // A label that all of a cluster's series have has one value; one that pods bring has several.
      boolean names = all.size() == 1 && !all.contains("");
      open.forEach(
          value ->
              standings.put(
                  value, names ? Standing.FOREIGN : besideProven(values.get(value), own)));
    } else if (open.size() == 1 && !others) {
      standings.put(open.get(0), Standing.OURS);
    } else {
      withoutProof(values, standings);
    }
    return standings;
  }

  /** A pod is of one cluster, so what shares a name with this cluster's is another's. */
  private static Standing besideProven(PodsByValue pods, Collection<PodsByValue> own) {
    boolean ours =
        pods.strangers().isEmpty() && pods.mostlyLiving() && own.stream().noneMatch(pods::shares);
    return ours ? Standing.OURS : Standing.FOREIGN;
  }

  private static void withoutProof(
      SortedMap<String, PodsByValue> values, Map<String, Standing> standings) {
    List<String> likely = new ArrayList<>();
    values.forEach(
        (value, pods) -> {
          if (pods.strangers().isEmpty() && pods.mostlyLiving()) {
            likely.add(value);
          }
        });
    if (likely.isEmpty()) {
      values.keySet().forEach(value -> standings.put(value, Standing.AMBIGUOUS));
      return;
    }
    values.keySet().forEach(value -> standings.put(value, Standing.FOREIGN));
    for (String value : likely) {
      PodsByValue pods = values.get(value);
      List<PodsByValue> rivals =
          likely.stream()
              .filter(other -> !other.equals(value))
              .map(values::get)
              .filter(pods::shares)
              .toList();
      standings.put(value, amongLikely(pods, rivals));
    }
  }

  private static Standing amongLikely(PodsByValue pods, List<PodsByValue> rivals) {
    if (rivals.isEmpty()) {
      return Standing.OURS;
    }
    boolean more = pods.hasOwnOver(rivals);
    boolean theyMore = rivals.stream().anyMatch(rival -> rival.hasOwnOver(List.of(pods)));
    if (more && !theyMore) {
      return Standing.OURS;
    }
    return theyMore && !more ? Standing.FOREIGN : Standing.AMBIGUOUS;
  }
}
