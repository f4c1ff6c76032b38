// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What it means that two series of one container differ in a label, by the label's name. */
public enum LabelMeaning {
  /** They are parts of one figure and are added: cAdvisor's {@code cpu} on cgroup v1. */
  PART,
  /** They may be of two clusters that have pods of the same name; never to be put together. */
  CLUSTER,
  /**
   * They are the same figure twice, of two replicas of Prometheus or two lives of the container, or
   * they differ by the place of the pod: the greatest counts.
   */
  DUPLICATE,
  /** The name does not tell; the pods that come with its values may. */
  UNKNOWN;

  /** The label that splits CPU time by core. */
  public static final String CPU = "cpu";

  /** How cAdvisor names the sum over cores. */
  private static final String WHOLE = "total";

  private static final Set<String> DUPLICATES =
      Set.of(
          "__name__",
          "__replica__",
          "container_id",
          "endpoint",
          "host",
          "hostname",
          "id",
          "image",
          "image_id",
          "image_spec",
          "instance",
          "job",
          "kubernetes_node",
          "metrics_path",
          "monitor",
          "name",
          "node",
          "nodename",
          "pod_ip",
          "prometheus",
          "scope",
          "scrape_job",
          "service",
          "uid");

  /**
   * Replicas by any prefix (prometheus_replica, rule_replica), and labels of nodes, which labelmap
   * copies by their full name.
   */
  private static final Pattern DUPLICATE_NAMES =
      Pattern.compile(".*replica.*|.*(kubernetes_io|k8s_io|_com|_io)_.*|__.*");

  /** What a label's name means. */
  public static LabelMeaning of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals(CPU)) {
      return PART;
    }
    if (DUPLICATES.contains(lower) || DUPLICATE_NAMES.matcher(lower).matches()) {
      return DUPLICATE;
    }
    return lower.contains("cluster") ? CLUSTER : UNKNOWN;
  }

  /** Whether a value of {@link #CPU} stands for all cores. */
  public static boolean isWhole(String cpu) {
    return cpu.isEmpty() || cpu.equals(WHOLE);
  }
}
