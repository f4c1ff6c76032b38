// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.workload.kubernetes.Controller;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Objects;
import java.util.Optional;

/**
 * What may stand between a pod and its workload: a ReplicaSet or a Job.
 *
 * @param controller what made it; empty for one of its own
 * @param self a Job as a workload, which it is where nobody made it; empty for a ReplicaSet
 */
record Between(
    String namespace, String uid, Optional<Controller> controller, Optional<WorkloadRef> self) {

  static Between of(ReplicaSet set) {
    return new Between(
        set.getMetadata().getNamespace(),
        Objects.requireNonNullElse(set.getMetadata().getUid(), ""),
        Controller.of(set.getMetadata()),
        Optional.empty());
  }

  static Between of(Standing job) {
    return new Between(job.ref().namespace(), job.uid(), job.controller(), Optional.of(job.ref()));
  }
}
