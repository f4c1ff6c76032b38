// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload;

import java.util.Set;

/** Reads what is deployed. Safe for use by several threads. */
public interface WorkloadSource {

  /**
   * Everything that an evaluation needs to know of some namespaces, read at once so that it fits
   * together. A namespace that vanished meanwhile is left out; a kind that the cluster does not
   * know is listed in the answer.
   *
   * @throws WorkloadException if the API server refuses or does not answer
   */
  ClusterView view(Set<String> namespaces) throws WorkloadException;

  /**
   * Names of the namespaces that a label selector matches; an empty selector matches all.
   *
   * @throws WorkloadException if the API server refuses or does not answer
   */
  Set<String> namespaces(LabelSelector selector) throws WorkloadException;
}
