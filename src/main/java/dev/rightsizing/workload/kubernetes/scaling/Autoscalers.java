// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.scaling;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What scales a namespace's workloads.
 *
 * @param byWorkload usually one each
 */
public record Autoscalers(Map<WorkloadRef, List<Autoscaling>> byWorkload) {
  public static final Autoscalers NONE = new Autoscalers(Map.of());

  /** What KEDA puts before a ScaledObject's name. */
  private static final String KEDA_PREFIX = "keda-hpa-";

  public Autoscalers {
    byWorkload = Map.copyOf(byWorkload);
  }

  /**
   * Both together. A ScaledObject works by an HPA that it makes, so the two are one; where only the
   * HPA can be read, the ScaledObject that owns it is what a person changes.
   */
  public static Autoscalers of(List<Found> horizontal, List<Found> scaledObjects) {
    Map<WorkloadRef, List<Autoscaling>> all = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (Found object : scaledObjects) {
      known.add(object.autoscaling().name());
      add(all, object.workload(), object.autoscaling());
    }
    for (Found hpa : horizontal) {
      String name = hpa.autoscaling().name();
      boolean byName =
          name.startsWith(KEDA_PREFIX) && known.contains(name.substring(KEDA_PREFIX.length()));
      if (!byName && hpa.madeBy().filter(known::contains).isEmpty()) {
        Autoscaling own = hpa.autoscaling();
        add(all, hpa.workload(), hpa.madeBy().map(own::madeBy).orElse(own));
      }
    }
    return new Autoscalers(all);
  }

  private static void add(
      Map<WorkloadRef, List<Autoscaling>> all, WorkloadRef workload, Autoscaling autoscaling) {
    all.computeIfAbsent(workload, w -> new ArrayList<>(1)).add(autoscaling);
  }

  /** Those of one workload. */
  public List<Autoscaling> of(WorkloadRef workload) {
    return byWorkload.getOrDefault(workload, List.of());
  }

  /** The greatest number of pods that any of them allows a workload; empty without one. */
  public OptionalInt most(WorkloadRef workload) {
    return of(workload).stream().mapToInt(Autoscaling::maxReplicas).max();
  }
}
