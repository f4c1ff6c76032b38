// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.workload.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The PodDisruptionBudgets of a namespace, found by one label that they ask for, so that a thousand
 * of them are not each compared with each pod.
 */
final class Budgets {
  private final Map<Map.Entry<String, String>, List<Budget>> byLabel = new HashMap<>();
  private final List<Budget> others = new ArrayList<>();

  Budgets(List<Budget> all) {
    for (Budget budget : all) {
      budget.selector().ifPresent(selector -> add(budget, selector));
    }
  }

  private void add(Budget budget, LabelSelector selector) {
    selector.matchLabels().entrySet().stream()
        .findFirst()
        .ifPresentOrElse(
            label ->
                byLabel
                    .computeIfAbsent(
                        Map.entry(label.getKey(), label.getValue()), l -> new ArrayList<>())
                    .add(budget),
            () -> others.add(budget));
  }

  /** Those that select any of some pods, by name. */
  List<DisruptionBudget> of(Collection<KeptPod> pods) {
    Set<Map<String, String>> alike = new HashSet<>();
    pods.forEach(pod -> alike.add(pod.labels()));
    Set<DisruptionBudget> found = new HashSet<>();
    for (Map<String, String> labels : alike) {
      collect(others, labels, found);
      labels.forEach(
          (key, value) ->
              collect(byLabel.getOrDefault(Map.entry(key, value), List.of()), labels, found));
    }
    return found.stream().sorted(Comparator.comparing(DisruptionBudget::name)).toList();
  }

  private static void collect(
      List<Budget> candidates, Map<String, String> labels, Set<DisruptionBudget> found) {
    for (Budget budget : candidates) {
      if (budget.selector().filter(selector -> selector.matches(labels)).isPresent()) {
        found.add(budget.budget());
      }
    }
  }
}
