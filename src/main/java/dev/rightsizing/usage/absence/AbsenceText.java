// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.absence;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.absence.Absence.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Says why namespaces have no usage, and what to do. */
public final class AbsenceText {
  private final Function<Resource, String> metric;

  /**
   * @param metric the name of the metric behind a resource
   */
  public AbsenceText(Function<Resource, String> metric) {
    this.metric = metric;
  }

  /** One line a namespace and cause, by namespace. */
  public List<String> lines(Collection<Absence> absences) {
    Map<String, List<Absence>> byNamespace = new TreeMap<>();
    absences.forEach(
        a -> byNamespace.computeIfAbsent(a.namespace(), n -> new ArrayList<>()).add(a));
    List<String> lines = new ArrayList<>();
    byNamespace.forEach(
        (namespace, there) ->
            sentences(there)
                .forEach(sentence -> lines.add("namespace " + namespace + ": " + sentence)));
    return lines;
  }

  /** The messages for one namespace, a sentence per cause. */
  public List<String> sentences(Collection<Absence> absences) {
    Map<Cause, TreeSet<String>> metrics = new EnumMap<>(Cause.class);
    absences.forEach(
        a ->
            metrics
                .computeIfAbsent(a.cause(), c -> new TreeSet<>())
                .add(metric.apply(a.resource())));
    return metrics.entrySet().stream()
        .map(e -> sentence(e.getKey(), String.join(" and ", e.getValue())))
        .toList();
  }

  private static String sentence(Cause cause, String metrics) {
    return switch (cause) {
      case NO_SERIES ->
          "the source has no series of "
              + metrics
              + "; check that it scrapes the kubelets' /metrics/cadvisor, the matchers and the"
              + " tenant";
      case NO_CONTAINERS ->
          "the source has "
              + metrics
              + " of whole pods only, without the label container, which is all that cri-dockerd"
              + " gives; scrape a cAdvisor that runs on each node";
      case OLD_LABELS ->
          "the source has "
              + metrics
              + " by pod_name and container_name, the labels of before Kubernetes 1.16; relabel"
              + " them to pod and container";
      case NO_RATE ->
          "the source has too few samples of "
              + metrics
              + " for any usage in the window; wait for two of each container, or scrape more often";
    };
  }
}
