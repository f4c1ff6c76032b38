// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload;

import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The port to the state of the cluster that decides whether a change of sizes is safe: pods one by
 * one, budgets, nodes, roll-outs. Kept by watches. Safe for use by several threads.
 */
public interface LiveCluster {

  /**
   * The facts around workloads; one that is gone is absent.
   *
   * @param workloads as a {@link ClusterView} has them
   * @param view that they are from, for LimitRanges and quotas
   * @throws WorkloadException if the API server refuses or does not answer
   */
  Map<WorkloadRef, WorkloadFacts> facts(Collection<Workload> workloads, ClusterView view)
      throws WorkloadException;

  /**
   * Calls a listener whenever a pod of a workload appears, is bound to a node, restarts, becomes
   * ready or not, goes, or its sizes or its resize change. It must return at once. Changes are seen
   * from the first call of {@link #facts} on; until then nothing is watched.
   */
  void onPods(Consumer<WorkloadRef> listener);
}
