// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlSequence;

/** Finds the ends of nested nodes. */
final class Leaves {
  private Leaves() {}

  /** The node that stands last within a block collection. */
  static YamlNode last(YamlNode node) {
    if (node instanceof YamlMapping mapping && !mapping.flow() && !mapping.entries().isEmpty()) {
      return last(mapping.entries().get(mapping.entries().size() - 1).value());
    }
    if (node instanceof YamlSequence sequence && !sequence.flow() && !sequence.items().isEmpty()) {
      return last(sequence.items().get(sequence.items().size() - 1));
    }
    return node;
  }
}
