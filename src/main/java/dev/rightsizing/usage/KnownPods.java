// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.WorkloadRef;
import java.util.Optional;

/** The pods that the API server knows; they distinguish this cluster's series from others'. */
public interface KnownPods extends PodOwners {

  /** Whether a pod lives. */
  boolean lives(String namespace, String pod);

  /**
   * Pods as they were read.
   *
   * @param owners of pods, living or gone
   * @param living pods that live
   */
  static KnownPods of(PodOwners owners, PodSizes living) {
    return new KnownPods() {
      @Override
      public Optional<WorkloadRef> ownerOf(String namespace, String pod) {
        return owners.ownerOf(namespace, pod);
      }

      @Override
      public boolean lives(String namespace, String pod) {
        return living.knows(namespace, pod);
      }
    };
  }
}
