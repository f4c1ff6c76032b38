// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.SizeEdit;
import java.util.List;

/**
 * A place where sizes of a container stand.
 *
 * @param edits of one container that the files do not say yet; empty: all is there
 * @param how for people
 * @param present what the files say of all that is wanted
 */
record Claim(
    WorkloadRef ref,
    String container,
    Place place,
    List<SizeEdit> edits,
    String how,
    PresentEdits present) {
  Claim {
    edits = List.copyOf(edits);
  }

  /** Of a place that alone says these sizes. */
  static Claim of(WorkloadRef ref, ContainerEdits container, Place place, String how) {
    PresentEdits present = PresentEdits.of(container.edits(), List.of(place));
    return new Claim(ref, container.name(), place, present.needed(), how, present);
  }
}
