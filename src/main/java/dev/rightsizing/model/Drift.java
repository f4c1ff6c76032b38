// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pods that run with other sizes than a new pod of the template would: resized in place, changed by
 * a webhook, or of another revision, during a roll-out or where an update strategy leaves them.
 *
 * @param pods how many differ
 * @param of how many there are
 * @param message which sizes, for people
 */
public record Drift(int pods, int of, String message) {

  /** The drift of a workload; empty where every pod is as the template, and without pods. */
  public static Optional<Drift> of(Workload workload) {
    int all = workload.running().stream().mapToInt(RunningPods::pods).sum();
    int differing =
        workload.running().stream()
            .filter(group -> differs(workload, group))
            .mapToInt(RunningPods::pods)
            .sum();
    if (differing == 0) {
      return Optional.empty();
    }
    List<String> sizes = new ArrayList<>();
    for (ContainerSpec container : workload.containers()) {
      for (Resource resource : Resource.values()) {
        if (container.drifts(resource)) {
          sizes.add(container.name() + " " + text(container, resource));
        }
      }
    }
    String which = sizes.isEmpty() ? "they lack one of its containers" : String.join(", ", sizes);
    return Optional.of(
        new Drift(
            differing, all, differing + " of " + all + " pods differ from the template: " + which));
  }

  private static boolean differs(Workload workload, RunningPods group) {
    return workload.containers().stream().anyMatch(c -> differs(c, group));
  }

  private static boolean differs(ContainerSpec container, RunningPods group) {
    if (!group.has(container.name())) {
      return true;
    }
    for (Resource resource : Resource.values()) {
      if (!group.of(container.name(), resource).equals(container.template(resource))) {
        return true;
      }
    }
    return false;
  }

  /** {@code cpu 200m in 2 pods and 1 in 1 pod, template 1}; limits where requests are alike. */
  public static String text(ContainerSpec container, Resource resource) {
    List<RunningSize> running = container.running(resource);
    Size template = container.template(resource);
    boolean ofLimit = running.stream().allMatch(r -> r.size().request().equals(template.request()));
    String there =
        running.stream()
            .map(
                r ->
                    text(r.size(), ofLimit)
                        + " in "
                        + r.pods()
                        + (r.pods() == 1 ? " pod" : " pods"))
            .collect(Collectors.joining(" and "));
    return resource.key()
        + (ofLimit ? " limit " : " ")
        + there
        + ", template "
        + text(template, ofLimit);
  }

  private static String text(Size size, boolean ofLimit) {
    return (ofLimit ? size.limit() : size.request()).map(Amount::toQuantity).orElse("none");
  }
}
