// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/** Resolves the workload that a pod belongs or belonged to. */
@FunctionalInterface
public interface PodOwners {

  /**
   * The workload of a pod, exactly: a Deployment {@code a} never gets a pod of {@code a-b}. Empty
   * where it is unknown or ambiguous.
   */
  Optional<WorkloadRef> ownerOf(String namespace, String pod);
}
