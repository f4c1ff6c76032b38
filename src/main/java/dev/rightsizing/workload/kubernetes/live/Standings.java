// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadKind;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Reduces workloads that run for good. */
final class Standings {

  private Standings() {}

  static Standing deployment(Deployment deployment) {
    return Standing.of(
        WorkloadKind.DEPLOYMENT,
        deployment.getMetadata(),
        RolloutStatuses.of(deployment),
        TemplateNames.of(deployment.getSpec().getTemplate()));
  }

  static Standing statefulSet(StatefulSet set) {
    return Standing.of(
        WorkloadKind.STATEFULSET,
        set.getMetadata(),
        RolloutStatuses.of(set),
        TemplateNames.of(set.getSpec().getTemplate()));
  }

  static Standing daemonSet(DaemonSet set) {
    return Standing.of(
        WorkloadKind.DAEMONSET,
        set.getMetadata(),
        RolloutStatuses.of(set),
        TemplateNames.of(set.getSpec().getTemplate()));
  }
}
