// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.scaling;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.Optional;

/**
 * An autoscaler and the workload that it scales.
 *
 * @param madeBy the ScaledObject that made a HorizontalPodAutoscaler; empty for one of its own
 */
public record Found(WorkloadRef workload, Autoscaling autoscaling, Optional<String> madeBy) {

  /** The workload that a reference names; empty where its kind is not read. */
  public static Optional<WorkloadRef> workload(
      String namespace, String kind, String apiVersion, String name) {
    return WorkloadKind.of(String.valueOf(kind))
        .filter(known -> sameGroup(known, apiVersion) && name != null)
        .map(known -> new WorkloadRef(namespace, known, name));
  }

  private static boolean sameGroup(WorkloadKind kind, String apiVersion) {
    String group = kind.apiVersion().substring(0, kind.apiVersion().indexOf('/') + 1);
    return apiVersion == null || apiVersion.isEmpty() || apiVersion.startsWith(group);
  }
}
