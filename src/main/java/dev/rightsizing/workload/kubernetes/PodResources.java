// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pod's containers ask for, by its own spec and, while an in-place resize is on its way, its
 * status: the scheduler's and the quotas' rule ({@code AggregateContainerRequests} with {@code
 * UseStatusResources} in k8s.io/component-helpers/resource). They count the greatest of what is
 * wanted, what was allocated and what is actuated, and a resize that the node can never grant not
 * at all.
 *
 * @param counted by container, what scheduler and quotas count
 * @param inForce by container, what the kernel holds it to now: as the node reports it, else the
 *     spec
 */
public record PodResources(
    Map<String, Map<Resource, Size>> counted, Map<String, Map<Resource, Size>> inForce) {

  public PodResources {
    counted = Map.copyOf(counted);
    inForce = Map.copyOf(inForce);
  }

  private static final String RESIZE_PENDING = "PodResizePending";
  private static final String INFEASIBLE = "Infeasible";
  private static final String ALWAYS = "Always";

  /** Of one pod. */
  public static PodResources of(Pod pod) {
    Map<String, Map<Resource, Size>> counted = new HashMap<>();
    Map<String, Map<Resource, Size>> inForce = new HashMap<>();
    Map<String, ContainerStatus> statuses = statuses(pod.getStatus());
    boolean infeasible = infeasible(pod.getStatus());
    for (Container container : pod.getSpec().getContainers()) {
      put(container, statuses.get(container.getName()), infeasible, counted, inForce);
    }
    for (Container container : pod.getSpec().getInitContainers()) {
      boolean sidecar = ALWAYS.equals(container.getRestartPolicy());
      ContainerStatus status = sidecar ? statuses.get(container.getName()) : null;
      put(container, status, infeasible, counted, inForce);
    }
    return new PodResources(counted, inForce);
  }

  private static void put(
      Container container,
      ContainerStatus status,
      boolean infeasible,
      Map<String, Map<Resource, Size>> counted,
      Map<String, Map<Resource, Size>> inForce) {
    Map<Resource, Size> wanted = TemplateContainers.sizes(container.getResources());
    if (status == null || status.getResources() == null) {
      counted.put(container.getName(), wanted);
      inForce.put(container.getName(), wanted);
      return;
    }
    Map<Resource, Size> actual = TemplateContainers.sizes(status.getResources());
    Map<Resource, Size> allocated =
        TemplateContainers.sizes(
            new ResourceRequirements(List.of(), Map.of(), status.getAllocatedResources()));
    Map<Resource, Size> both = new EnumMap<>(Resource.class);
    Map<Resource, Size> kernel = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      Size spec = wanted.getOrDefault(resource, Size.NONE);
      Size now = actual.getOrDefault(resource, Size.NONE);
      Size given = allocated.getOrDefault(resource, Size.NONE);
      Optional<Amount> granted = greatest(now.request(), given.request());
      put(
          both,
          resource,
          infeasible
              ? new Size(granted.or(spec::request), now.limit().or(spec::limit))
              : new Size(greatest(spec.request(), granted), greatest(spec.limit(), now.limit())));
      put(kernel, resource, new Size(now.request().or(spec::request), now.limit().or(spec::limit)));
    }
    counted.put(container.getName(), both);
    inForce.put(container.getName(), kernel);
  }

  private static void put(Map<Resource, Size> sizes, Resource resource, Size size) {
    if (!size.equals(Size.NONE)) {
      sizes.put(resource, size);
    }
  }

  private static Optional<Amount> greatest(Optional<Amount> a, Optional<Amount> b) {
    return Stream.of(a, b).flatMap(Optional::stream).max(Amount::compareTo);
  }

  private static Map<String, ContainerStatus> statuses(PodStatus status) {
    Map<String, ContainerStatus> statuses = new HashMap<>();
    if (status != null) {
      status.getInitContainerStatuses().forEach(s -> statuses.put(s.getName(), s));
      status.getContainerStatuses().forEach(s -> statuses.put(s.getName(), s));
    }
    return statuses;
  }

  /** A condition since Kubernetes 1.33, {@code status.resize} before. */
  private static boolean infeasible(PodStatus status) {
    return status != null
        && (INFEASIBLE.equals(status.getResize())
            || status.getConditions().stream()
                .anyMatch(
                    c -> RESIZE_PENDING.equals(c.getType()) && INFEASIBLE.equals(c.getReason())));
  }
}
