// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.WorkloadRef;

/** The names that Kubernetes gives to the pods of a workload. */
final class PodNames {
  /** Names of controllers that are longer are cut in the names of their pods. */
  private static final int WHOLE = 40;

  private static final String PART = "[a-z0-9]+";

  private PodNames() {}

  /**
   * A regular expression of the names of a workload's pods. Others' may match too: {@code web} and
   * {@code web-api} both have pods like {@code web-api-x2vbf}. Who they belong to decides.
   */
  static String pattern(WorkloadRef workload) {
    String name = workload.name();
    if (name.length() > WHOLE) {
      return literal(name.substring(0, WHOLE)) + ".*";
    }
    return literal(name)
        + switch (workload.kind()) {
          case DEPLOYMENT, ROLLOUT -> "-" + PART + "-" + PART;
          case STATEFULSET -> "-[0-9]+";
          case DAEMONSET -> "-" + PART;
          default -> "-.+";
        };
  }

  /** Names hold letters, digits, hyphens and dots. */
  private static String literal(String name) {
    return name.replaceAll("[^a-zA-Z0-9-]", "\\\\$0");
  }
}
