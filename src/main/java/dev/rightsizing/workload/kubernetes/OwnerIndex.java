// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns what in one namespace: up the chain of controllers by uid for objects that live, by
 * generated name for pods that are gone.
 */
final class OwnerIndex {

  /** By uid of a workload, ReplicaSet or Job; empty where the chain ends at no workload. */
  private final Map<String, Optional<WorkloadRef>> byUid = new HashMap<>();

  private final Map<String, Optional<WorkloadRef>> livingPods = new HashMap<>();

  /** Deployments and Rollouts that want no pod; each goes from here when it is seen to have one. */
  private final Set<WorkloadRef> idle = new HashSet<>();

  private final GeneratedNames names = new GeneratedNames(idle::contains);

  /**
   * Adds a workload.
   *
   * @param as what its pods count for: itself, the Rollout that took over a Deployment, or the
   *     object whose Jobs are taken together
   */
  void addWorkload(DeclaredWorkload workload, WorkloadRef as) {
    byUid.put(workload.uid(), Optional.of(as));
    String name = workload.ref().name();
    switch (workload.ref().kind()) {
      case DEPLOYMENT, ROLLOUT -> {
        names.addHashing(name, as);
        if (workload.replicas() == 0 && as.equals(workload.ref())) {
          idle.add(as);
        }
      }
      case STATEFULSET -> names.addOrdinal(name, as);
      case DAEMONSET -> names.addGenerator(name, Optional.of(as));
      case JOB -> {
        addJob(workload, Optional.of(as));
        if (!as.equals(workload.ref())) {
          names.addGenerated(name, as);
        }
      }
      case CRONJOB -> names.addScheduling(name, as, workload.indexes());
    }
  }

  private void addJob(DeclaredWorkload job, Optional<WorkloadRef> owner) {
    if (job.indexes() > 0) {
      names.addIndexing(job.ref().name(), job.indexes(), owner);
    } else {
      names.addGenerator(job.ref().name(), owner);
    }
  }

  /** Adds a ReplicaSet, after the workloads. */
  void addBetween(IntermediateOwner between) {
    names.addGenerator(between.name(), own(between.uid(), between.controller()));
  }

  /** Adds a Job of a CronJob, after the workloads. */
  void addBetween(DeclaredWorkload job) {
    addJob(job, own(job.uid(), job.controller()));
  }

  private Optional<WorkloadRef> own(String uid, Optional<Controller> controller) {
    Optional<WorkloadRef> owner =
        controller.flatMap(c -> byUid.getOrDefault(c.uid(), Optional.empty()));
    byUid.put(uid, owner);
    owner.ifPresent(idle::remove);
    return owner;
  }

  /** Adds a living pod, after its possible owners, and returns its workload. */
  Optional<WorkloadRef> addPod(PodRecord pod) {
    Optional<WorkloadRef> known = pod.controller().map(c -> byUid.get(c.uid())).orElse(null);
    if (known == null && pod.controller().filter(OwnerIndex::isListedKind).isPresent()) {
      // Its owner came between two lists, or was replaced by one of the same name.
      known = names.ownerOf(pod.name());
    }
    Optional<WorkloadRef> owner = known == null ? Optional.empty() : known;
    owner.ifPresent(idle::remove);
    livingPods.put(pod.name(), owner);
    return owner;
  }

  /** Whether a living pod has an owner of a listed kind that cannot be identified. */
  boolean isAmbiguous(PodRecord pod) {
    return pod.controller().filter(c -> isListedKind(c) && !byUid.containsKey(c.uid())).isPresent();
  }

  /** The workload of a pod, living or gone. */
  Optional<WorkloadRef> ownerOf(String pod) {
    Optional<WorkloadRef> living = livingPods.get(pod);
    return living != null ? living : names.ownerOf(pod);
  }

  private static boolean isListedKind(Controller controller) {
    return controller.is("apps", "ReplicaSet")
        || controller.is("apps", WorkloadKind.STATEFULSET.kind())
        || controller.is("apps", WorkloadKind.DAEMONSET.kind())
        || controller.is("batch", WorkloadKind.JOB.kind());
  }
}
