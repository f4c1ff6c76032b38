// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.SizeEdit;
import java.util.List;

/**
 * What one container shall have.
 *
 * @param name empty for the pod as a whole
 */
record ContainerEdits(String name, ContainerRole role, List<SizeEdit> edits) {
  ContainerEdits {
    edits = List.copyOf(edits);
  }

  static List<ContainerEdits> of(ProposedChange change) {
    return change.containers().stream()
        .map(c -> new ContainerEdits(c.name(), c.role(), c.edits()))
        .toList();
  }
}
