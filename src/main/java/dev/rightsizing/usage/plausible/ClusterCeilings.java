// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodPlace;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.SeriesKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ceilings by what the cluster says of its machines and pods now. Of a pod that is gone only the
 * limits of its workload are known, and the greatest machine.
 */
public final class ClusterCeilings implements Ceilings {
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** Cores and bytes that few containers use: with unknown machines, more is worth a question. */
  private static final double MANY_CORES = 4;

  private static final double MANY_BYTES = 16.0 * 1024 * 1024 * 1024;

  private final Nodes nodes;
  private final PodSizes pods;
  private final PodOwners owners;
  private final Map<Resource, Map<ContainerRef, Double>> limits = new EnumMap<>(Resource.class);
  private final Map<Resource, Optional<Double>> greatest = new EnumMap<>(Resource.class);

  /**
   * @param owners of pods, which may be gone
   */
  public ClusterCeilings(Nodes nodes, PodSizes pods, PodOwners owners, List<Workload> workloads) {
    this.nodes = nodes;
    this.pods = pods;
    this.owners = owners;
    for (Resource resource : Resource.values()) {
      limits.put(resource, limits(workloads, resource));
      greatest.put(resource, nodes.greatestCapacity(resource).map(Amount::value));
    }
  }

  /** The greatest limit that a container has or declares; where one has none, none. */
  private static Map<ContainerRef, Double> limits(List<Workload> workloads, Resource resource) {
    Map<ContainerRef, Double> limits = new HashMap<>();
    for (Workload workload : workloads) {
      for (ContainerSpec container : workload.containers()) {
        double most =
            Stream.concat(
                    Stream.of(container.current(resource), container.declared(resource)),
                    container.running(resource).stream().map(running -> running.size()))
                .mapToDouble(ClusterCeilings::limit)
                .max()
                .orElse(NONE);
        limits.put(new ContainerRef(workload.ref(), container.name()), most);
      }
    }
    return limits;
  }

  /** A limit of zero is none to Kubernetes. */
  private static double limit(Size size) {
    return size.limit().filter(limit -> limit.value() > 0).map(Amount::value).orElse(NONE);
  }

  @Override
  public Ceiling of(Resource resource, SeriesKey key) {
    double ever = Margin.absolute(resource);
    Optional<Double> most = greatest.get(resource);
    double machine =
        most.map(capacity -> Margin.machine(resource, capacity))
            .orElse(resource == Resource.CPU ? MANY_CORES : MANY_BYTES);
    Optional<PodPlace> place = pods.place(key.namespace(), key.pod());
    if (place.isEmpty()) {
      double limit = Margin.limit(resource, ownersLimit(resource, key));
      return new Ceiling(ever, NONE, 0, machine, most.isPresent(), limit, NONE);
    }
    double limit =
        Margin.limit(
            resource, limit(pods.of(key.namespace(), key.pod(), key.container(), resource)));
    double own = place.get().neverResized() ? limit : NONE;
    double proven =
        place
            .get()
            .node()
            .flatMap(node -> nodes.capacity(node, resource))
            .map(capacity -> Margin.machine(resource, capacity.value()))
            .orElse(NONE);
    return new Ceiling(
        ever,
        // A kubelet may leave CPU limits to themselves (cpuCFSQuota: false), never memory's.
        resource == Resource.MEMORY ? Math.min(proven, own) : proven,
        place.get().since().getEpochSecond(),
        machine,
        most.isPresent(),
        limit,
        own);
  }

  private double ownersLimit(Resource resource, SeriesKey key) {
    return owners
        .ownerOf(key.namespace(), key.pod())
        .map(owner -> limits.get(resource).get(new ContainerRef(owner, key.container())))
        .orElse(NONE);
  }
}
