// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which recorded containers are the same container of the same workload, and what they use
 * together: at each instant the maximum over the pods, as the operator sizes by default. Pods are
 * recognized by their generated names; a name of another form is a workload of its own.
 */
public final class PodGroups {

  /** Without vowels and what looks like one (k8s.io/apimachinery/pkg/util/rand). */
  private static final String ALPHABET = "[bcdfghjklmnpqrstvwxz2456789]";

  /**
   * {@code <deployment>-<hash>-<5>}, {@code <cronjob>-<minutes>-<5>} or {@code <daemonset>-<5>}.
   */
  private static final Pattern GENERATED =
      Pattern.compile("(.+?)(-" + ALPHABET + "{6,10}|-[1-9][0-9]{7,9})?-" + ALPHABET + "{5}");

  private static final Pattern ORDINAL = Pattern.compile("(.+)-(0|[1-9][0-9]{0,3})");

  private final Map<String, UsageSeries> together = new HashMap<>();

  /**
   * Over series of one resource.
   *
   * @param usage named namespace/pod/container; a series with another name stays alone
   */
  public PodGroups(List<UsageSeries> usage) {
    usage.stream()
        .collect(Collectors.groupingBy(series -> workload(series.name())))
        .values()
        .forEach(this::add);
  }

  private void add(List<UsageSeries> pods) {
    UsageSeries all = pods.size() == 1 ? pods.get(0) : maximum(pods);
    pods.forEach(pod -> together.put(pod.name(), all));
  }

  /** What all pods of a series' workload used; the series itself where it is the only one. */
  public UsageSeries together(UsageSeries series) {
    return together.getOrDefault(series.name(), series);
  }

  private static UsageSeries maximum(List<UsageSeries> pods) {
    Map<Long, Double> greatest = new TreeMap<>();
    for (UsageSeries pod : pods) {
      for (int i = 0; i < pod.count(); i++) {
        greatest.merge(pod.second(i), pod.value(i), Math::max);
      }
    }
    long[] seconds = greatest.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = greatest.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new UsageSeries(pods.get(0).name(), pods.get(0).resource(), seconds, values);
  }

  /** The series name with the pod replaced by its workload, where the pod name identifies it. */
  static String workload(String name) {
    String[] parts = name.split("/");
    if (parts.length != 3) {
      return name;
    }
    parts[1] = workloadOf(parts[1]);
    return String.join("/", Arrays.asList(parts));
  }

  private static String workloadOf(String pod) {
    for (Pattern form : List.of(GENERATED, ORDINAL)) {
      java.util.regex.Matcher matcher = form.matcher(pod);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return pod;
  }
}
