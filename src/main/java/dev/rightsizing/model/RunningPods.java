// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;

/**
 * Pods of a workload that are alike, and how many there are.
 *
 * @param sizes by container and resource, what each of them asks for as the scheduler counts it
 * @param level what each asks for at pod level ({@code spec.resources}); empty where it does not
 * @param pods how many, at least 1; those that succeeded or failed ask for nothing and are none
 */
public record RunningPods(
    Map<String, Map<Resource, Size>> sizes, Map<Resource, Size> level, int pods) {

  public RunningPods {
    sizes = Map.copyOf(sizes);
    level = Map.copyOf(level);
  }

  /** Whether the pods have a container; one of an older revision may lack it. */
  public boolean has(String container) {
    return sizes.containsKey(container);
  }

  /** What one container asks for in each of them, or each as a whole: {@link PodShape#LEVEL}. */
  public Size of(String container, Resource resource) {
    if (container.equals(PodShape.LEVEL)) {
      return level.getOrDefault(resource, Size.NONE);
    }
    return sizes.getOrDefault(container, Map.of()).getOrDefault(resource, Size.NONE);
  }
}
