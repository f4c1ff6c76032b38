// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.footprint;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far HorizontalPodAutoscalers may scale a namespace's workloads.
 *
 * @param most the greatest {@code maxReplicas} by workload
 */
public record Autoscalers(Map<WorkloadRef, Integer> most) {

  public Autoscalers {
    most = Map.copyOf(most);
  }

  /** One that names no workload that we know, or no maximum, is passed over. */
  public static Autoscalers of(List<Target> targets) {
    Map<WorkloadRef, Integer> most = new HashMap<>();
    targets.forEach(t -> most.merge(t.workload(), t.maxReplicas(), Math::max));
    return new Autoscalers(most);
  }

  /** What one of them scales. */
  public record Target(WorkloadRef workload, int maxReplicas) {

    /** Empty where the object does not say. */
    public static Optional<Target> of(HorizontalPodAutoscaler autoscaler) {
      if (autoscaler.getSpec() == null
          || autoscaler.getSpec().getScaleTargetRef() == null
          || autoscaler.getSpec().getMaxReplicas() == null) {
        return Optional.empty();
      }
      CrossVersionObjectReference target = autoscaler.getSpec().getScaleTargetRef();
      return WorkloadKind.of(String.valueOf(target.getKind()))
          .filter(kind -> sameGroup(kind, target.getApiVersion()) && target.getName() != null)
          .map(
              kind ->
                  new Target(
                      new WorkloadRef(
                          autoscaler.getMetadata().getNamespace(), kind, target.getName()),
                      autoscaler.getSpec().getMaxReplicas()));
    }

    private static boolean sameGroup(WorkloadKind kind, String apiVersion) {
      String group = kind.apiVersion().substring(0, kind.apiVersion().indexOf('/') + 1);
      return apiVersion == null || apiVersion.startsWith(group);
    }
  }

  public OptionalInt of(WorkloadRef workload) {
    Integer found = most.get(workload);
    return found == null ? OptionalInt.empty() : OptionalInt.of(found);
  }
}
