// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.RunningSize;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Determines the sizes that a container runs with, from its pods. A template has only what a new
 * pod would request: pods are resized in place, are of an older revision, or were changed by a
 * webhook.
 *
 * <p>Where no pod lives the template is all there is, filled in in the order in which Kubernetes
 * does: a request that is absent beside a limit becomes the limit; then the LimitRange.
 *
 * @param defaults of the namespace's LimitRanges
 */
record CurrentSizes(Map<Resource, Size> defaults) {

  /**
   * The container with its current sizes.
   *
   * @param pods of the workload that are there; those that lack the container say nothing of it
   */
  ContainerSpec complete(ContainerSpec container, List<RunningPods> pods) {
    Map<Resource, Size> current = new EnumMap<>(Resource.class);
    Map<Resource, SizeOrigin> origin = new EnumMap<>(Resource.class);
    Map<Resource, Size> templates = new EnumMap<>(Resource.class);
    Map<Resource, List<RunningSize>> running = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      Size declared = container.declared(resource);
      Size template = template(resource, declared);
      List<RunningSize> sizes = running(container.name(), resource, template, pods);
      Size now = sizes.isEmpty() ? template : sizes.get(0).size();
      templates.put(resource, template);
      running.put(resource, sizes);
      current.put(resource, now);
      origin.put(resource, origin(declared, template, now));
    }
    return new ContainerSpec(
        container.name(),
        container.role(),
        container.index(),
        current,
        origin,
        container.declared(),
        templates,
        running,
        container.shape());
  }

  private Size template(Resource resource, Size declared) {
    Size other = defaults.getOrDefault(resource, Size.NONE);
    return new Size(
        declared.request().or(declared::limit).or(other::request),
        declared.limit().or(other::limit));
  }

  /** While as many have one size as have another, the template's comes first, then the larger. */
  private static List<RunningSize> running(
      String container, Resource resource, Size template, List<RunningPods> pods) {
    Map<Size, Integer> counts = new LinkedHashMap<>();
    pods.stream()
        .filter(group -> group.has(container))
        .forEach(g -> counts.merge(g.of(container, resource), g.pods(), Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> new RunningSize(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing((RunningSize r) -> -r.pods())
                .thenComparing(r -> !r.size().equals(template))
                .thenComparing(r -> -value(r.size().request()))
                .thenComparing(r -> -value(r.size().limit())))
        .toList();
  }

  private static double value(Optional<Amount> amount) {
    return amount.map(Amount::value).orElse(0.0);
  }

  private static SizeOrigin origin(Size declared, Size template, Size now) {
    if (now.request().isEmpty()) {
      return SizeOrigin.NONE;
    }
    if (declared.request().isEmpty() && declared.limit().isEmpty()) {
      return SizeOrigin.LIMIT_RANGE;
    }
    if (!now.request().equals(template.request())) {
      return SizeOrigin.PODS;
    }
    return declared.request().isPresent() ? SizeOrigin.TEMPLATE : SizeOrigin.LIMIT;
  }
}
