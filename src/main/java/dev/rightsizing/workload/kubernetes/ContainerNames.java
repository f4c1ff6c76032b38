// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.ContainerSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses containers that the API server would refuse in a pod. A custom resource may hold any text
 * as a name, and a name goes into patches, reports and queries.
 */
final class ContainerNames {
  /** As many as a Recommendation's status takes. */
  private static final int MOST = 256;

  /** A DNS label (RFC 1123), as the API server has it. */
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final int LONGEST_SHOWN = 80;

  private ContainerNames() {}

  /**
   * Checks all containers of a template.
   *
   * @throws IllegalArgumentException naming the first that no pod can have
   */
  static void check(List<ContainerSpec> containers) {
    if (containers.size() > MOST) {
      throw new IllegalArgumentException(
          "has %d containers; at most %d are sized".formatted(containers.size(), MOST));
    }
    Set<String> seen = new HashSet<>();
    for (ContainerSpec container : containers) {
      if (!seen.add(container.name())) {
        throw new IllegalArgumentException(
            "has two containers named " + container.name() + "; correct the template");
      }
    }
  }

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException if it is none, or no DNS label
   */
  static void check(String name, int index) {
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "container %d of its list has no name; correct the template".formatted(index + 1));
    }
    if (!DNS_LABEL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("container name '%s' is not a DNS label (lower-case letters, digits and hyphens, 63 at"
                  + " most), so no pod can have it; correct the template")
              .formatted(printable(name)));
    }
  }

  /** Text of a template, so that it can stand in a line: what is not plain ASCII is escaped. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(LONGEST_SHOWN)
        .forEach(
            c -> {
              if (c >= ' ' && c <= '~') {
                shown.append((char) c);
              } else {
                shown.append(String.format("\\u%04x", c));
              }
            });
    return text.length() > LONGEST_SHOWN ? shown + "..." : shown.toString();
  }
}
