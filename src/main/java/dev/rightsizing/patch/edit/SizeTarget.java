// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.yaml.YamlMapping;
import java.util.List;

/**
 * Quantities to write below a mapping.
 *
 * @param container for messages; empty for the pod as a whole
 * @param holder the mapping that the path begins in
 * @param path keys that lead to what has {@code requests} and {@code limits}, the last mostly
 *     {@code resources}; empty: the holder is that itself
 */
public record SizeTarget(
    String container, YamlMapping holder, List<String> path, List<SizeEdit> edits) {
  public SizeTarget {
    path = List.copyOf(path);
    edits = List.copyOf(edits);
  }
}
