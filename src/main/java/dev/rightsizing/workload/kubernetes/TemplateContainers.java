// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.TemplateShape;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the containers of a pod template, before pods and LimitRanges are looked at. */
public final class TemplateContainers {
  private static final String ALWAYS = "Always";

  private TemplateContainers() {}

  /**
   * Reads the containers with what they declare.
   *
   * @throws IllegalArgumentException naming the first that no pod can have
   */
  public static List<ContainerSpec> read(PodSpec pod) {
    List<ContainerSpec> read = new ArrayList<>();
    List<Container> mains = pod.getContainers();
    for (int i = 0; i < mains.size(); i++) {
      read.add(container(mains.get(i), ContainerRole.MAIN, i));
    }
    List<Container> inits = pod.getInitContainers();
    for (int i = 0; i < inits.size(); i++) {
      read.add(container(inits.get(i), ContainerRole.INIT, i));
    }
    ContainerNames.check(read);
    return read;
  }

  private static ContainerSpec container(Container container, ContainerRole role, int index) {
    if (container == null) {
      throw new IllegalArgumentException(
          "container %d of its list is null; correct the template".formatted(index + 1));
    }
    ContainerNames.check(container.getName(), index);
    boolean sidecar = role == ContainerRole.INIT && ALWAYS.equals(container.getRestartPolicy());
    try {
      Map<Resource, Size> declared = sizes(container.getResources());
      return new ContainerSpec(
              container.getName(),
              sidecar ? ContainerRole.SIDECAR : role,
              index,
              Map.of(),
              Map.of(),
              declared)
          .withShape(shape(container));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "container "
              + container.getName()
              + ": "
              + ContainerNames.printable(e.getMessage())
              + "; correct the template",
          e);
    }
  }

  private static TemplateShape shape(Container container) {
    ResourceRequirements resources = container.getResources();
    return resources == null
        ? TemplateShape.BARE
        : new TemplateShape(
            true, !resources.getRequests().isEmpty(), !resources.getLimits().isEmpty());
  }

  /**
   * Requests and limits of a container; a resource with neither is left out.
   *
   * @throws IllegalArgumentException if one is not a quantity or negative
   */
  public static Map<Resource, Size> sizes(ResourceRequirements resources) {
    Map<Resource, Size> sizes = new EnumMap<>(Resource.class);
    if (resources == null) {
      return sizes;
    }
    for (Resource resource : Resource.values()) {
      Amount request = amount(resource, resources.getRequests());
      Amount limit = amount(resource, resources.getLimits());
      if (request != null || limit != null) {
        sizes.put(resource, Size.of(request, limit));
      }
    }
    return sizes;
  }

  private static Amount amount(Resource resource, Map<String, Quantity> quantities) {
    Quantity quantity = quantities == null ? null : quantities.get(resource.key());
    if (quantity == null) {
      return null;
    }
    Amount amount = Amount.parse(resource, quantity.toString());
    if (amount.value() < 0) {
      throw new IllegalArgumentException(resource.key() + " '" + quantity + "' is negative");
    }
    return amount;
  }
}
