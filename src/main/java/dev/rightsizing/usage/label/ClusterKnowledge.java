// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.LabelMeaning;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.UsageException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was learnt of one source's labels. Guarded by its owner. */
final class ClusterKnowledge {
  /** A label with more values is a version, a node or another thing that each pod has. */
  private static final int MOST_VALUES = 32;

  private final Map<String, Map<String, Standing>> values = new HashMap<>();
  private final Set<String> givenUp = new HashSet<>();

  /** Labels of which a living pod has a value, so that other values can be distinguished. */
  private final Set<String> anchored = new HashSet<>();

  private final Map<String, Set<WorkloadRef>> held = new HashMap<>();
  private final Map<String, SortedMap<String, SortedSet<String>>> foreignIn = new HashMap<>();

  /** Reads the series of an hour ago, which is seldom wanted. */
  @FunctionalInterface
  interface Before {
    List<SeriesKey> read() throws UsageException;
  }

  Standings standings() {
    return new Standings(
        values, givenUp, held.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
  }

  boolean holdsAny(Set<String> namespaces) {
    return namespaces.stream().anyMatch(n -> !held.getOrDefault(n, Set.of()).isEmpty());
  }

  /** Judges every label of the series that some namespaces have now. */
  void learn(Set<String> namespaces, List<SeriesKey> now, Before before, KnownPods known)
      throws UsageException {
    namespaces.forEach(
        namespace -> {
          held.remove(namespace);
          foreignIn.remove(namespace);
        });
    Set<String> labels = new TreeSet<>();
    now.forEach(key -> labels.addAll(key.labels().names()));
    List<SeriesKey> past = null;
    for (String label : labels) {
      LabelMeaning meaning = LabelMeaning.of(label);
      SortedMap<String, PodsByValue> pods = PodsByValue.of(label, now, known);
      if (meaning == LabelMeaning.CLUSTER) {
        cluster(label, pods, known);
      } else if (meaning == LabelMeaning.UNKNOWN && mayBeCluster(label, pods.keySet())) {
        CoexistenceRule rule = new CoexistenceRule(label, known);
        Set<String> suspects = rule.suspects(pods, now);
        Set<String> foreign = Set.of();
        if (!suspects.isEmpty()) {
          past = past == null ? before.read() : past;
          foreign = rule.confirmed(suspects, now, past);
        }
        for (String value : pods.keySet()) {
          put(label, value, foreign.contains(value) ? Standing.FOREIGN : Standing.OURS);
        }
      }
    }
    now.forEach(this::noteForeign);
  }

  private void cluster(String label, SortedMap<String, PodsByValue> pods, KnownPods known) {
    Map<String, Standing> before = values.getOrDefault(label, Map.of());
    Map<String, Standing> judged =
        new ClusterRule()
            .judge(
                pods,
                before.entrySet().stream()
                    .filter(e -> e.getValue() == Standing.PROVEN)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()),
                !pods.keySet().containsAll(before.keySet()));
    judged.forEach((value, standing) -> put(label, value, standing));
    if (pods.values().stream().anyMatch(p -> !p.living().isEmpty())) {
      anchored.add(label);
    }
    Map<PodRef, Integer> seen = new HashMap<>();
    pods.forEach(
        (value, p) -> {
          if (judged.get(value) == Standing.AMBIGUOUS) {
            p.all().forEach(pod -> seen.merge(pod, 1, Integer::sum));
          }
        });
    seen.forEach(
        (pod, times) -> {
          if (times > 1 || !known.lives(pod.namespace(), pod.pod())) {
            known.ownerOf(pod.namespace(), pod.pod()).ifPresent(this::hold);
          }
        });
  }

  private void hold(WorkloadRef workload) {
    held.computeIfAbsent(workload.namespace(), n -> new HashSet<>()).add(workload);
  }

  private boolean mayBeCluster(String label, Collection<String> met) {
    Map<String, Standing> known = values.computeIfAbsent(label, l -> new HashMap<>());
    Set<String> all = new HashSet<>(known.keySet());
    all.addAll(met);
    if (all.size() > MOST_VALUES) {
      givenUp.add(label);
      values.remove(label);
    }
    return !givenUp.contains(label);
  }

  private void put(String label, String value, Standing standing) {
    values
        .computeIfAbsent(label, l -> new HashMap<>())
        .merge(value, standing, (old, now) -> old == Standing.PROVEN ? old : now);
  }

  private void noteForeign(SeriesKey key) {
    values.forEach(
        (label, known) -> {
          String value = key.labels().get(label);
          if (known.get(value) == Standing.FOREIGN) {
            note(key.namespace(), label, value);
          }
        });
  }

  private void note(String namespace, String label, String value) {
    foreignIn
        .computeIfAbsent(namespace, n -> new TreeMap<>())
        .computeIfAbsent(label, l -> new TreeSet<>())
        .add(value);
  }

  /**
   * Classifies values that only the past has: another cluster's where this cluster's are known,
   * else unknown.
   *
   * @param unmet by label and value, the series that have it, without samples
   */
  void settle(Map<String, Map<String, Set<SeriesKey>>> unmet, KnownPods known) {
    unmet.forEach(
        (label, byValue) -> {
          boolean first = values.getOrDefault(label, Map.of()).isEmpty() && byValue.size() == 1;
          boolean names = LabelMeaning.of(label) == LabelMeaning.CLUSTER;
          if (!names && !mayBeCluster(label, byValue.keySet())) {
            return;
          }
          byValue.forEach(
              (value, keys) -> {
                Standing standing =
                    !names || first
                        ? Standing.OURS
                        : anchored.contains(label) ? Standing.FOREIGN : Standing.AMBIGUOUS;
                put(label, value, standing);
                for (SeriesKey key : keys) {
                  if (standing == Standing.FOREIGN) {
                    note(key.namespace(), label, value);
                  } else if (standing == Standing.AMBIGUOUS) {
                    known.ownerOf(key.namespace(), key.pod()).ifPresent(this::hold);
                  }
                }
              });
        });
  }

  OtherClusters of(Set<String> namespaces) {
    SortedMap<String, SortedSet<String>> foreign = new TreeMap<>();
    Set<WorkloadRef> holds = new HashSet<>();
    for (String namespace : namespaces) {
      foreignIn
          .getOrDefault(namespace, new TreeMap<>())
          .forEach(
              (label, found) -> foreign.computeIfAbsent(label, l -> new TreeSet<>()).addAll(found));
      holds.addAll(held.getOrDefault(namespace, Set.of()));
    }
    if (foreign.isEmpty() && holds.isEmpty()) {
      return OtherClusters.NONE;
    }
    SortedMap<String, SortedSet<String>> own =
        standings().with(EnumSet.of(Standing.PROVEN, Standing.OURS));
    if (!foreign.isEmpty()) {
      own.keySet().retainAll(foreign.keySet());
    } else {
      own.keySet().removeIf(label -> LabelMeaning.of(label) != LabelMeaning.CLUSTER);
    }
    return new OtherClusters(foreign, own, holds);
  }
}
