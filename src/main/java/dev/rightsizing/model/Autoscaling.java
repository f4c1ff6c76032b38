// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;
import java.util.Optional;

/**
 * What scales a workload out: a HorizontalPodAutoscaler or a ScaledObject.
 *
 * @param kind {@code HorizontalPodAutoscaler} or {@code ScaledObject}
 * @param name of the object, in the workload's namespace
 * @param minReplicas fewest pods
 * @param maxReplicas most pods
 * @param targets what it aims at by utilization of a request
 * @param others what else it scales on, for people: an average value, an external metric
 */
public record Autoscaling(
    String kind,
    String name,
    int minReplicas,
    int maxReplicas,
    List<Target> targets,
    List<String> others) {

  /** Of the group autoscaling. */
  public static final String HPA = "HorizontalPodAutoscaler";

  /** Of KEDA, the group keda.sh. */
  public static final String SCALED_OBJECT = "ScaledObject";

  public Autoscaling {
    targets = List.copyOf(targets);
    others = List.copyOf(others);
  }

  /**
   * A utilization of a request that is aimed at: what its pods use over what they ask for.
   *
   * @param container the only one that counts; empty where all of a pod count together
   * @param percent of the request
   * @param index of the metric or trigger in its object's list, or {@link #UNKNOWN}
   */
  public record Target(Resource resource, Optional<String> container, int percent, int index) {
    public static final int UNKNOWN = -1;

    /** Whether a container's request takes part in it. */
    public boolean counts(String name) {
      return container.isEmpty() || container.get().equals(name);
    }
  }

  /** The same by the name of the ScaledObject that made it, whose triggers are not known. */
  public Autoscaling madeBy(String scaledObject) {
    return new Autoscaling(
        SCALED_OBJECT,
        scaledObject,
        minReplicas,
        maxReplicas,
        targets.stream()
            .map(t -> new Target(t.resource(), t.container(), t.percent(), Target.UNKNOWN))
            .toList(),
        others);
  }

  /** What it scales on that no request changes, for people; empty where there is none. */
  public Optional<String> unaffected() {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        this
            + " runs "
            + minReplicas
            + " to "
            + maxReplicas
            + " pods"
            + (targets.isEmpty() ? "" : ", also")
            + " by "
            + String.join(", ", others)
            + ", which no request changes");
  }

  /** {@code HorizontalPodAutoscaler/web}. */
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
