// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.Optional;

/** A node of a YAML file with the bytes that it stands in. Positions are offsets in bytes. */
public sealed interface YamlNode permits YamlScalar, YamlMapping, YamlSequence, YamlAlias {

  /** Where it begins, its anchor and tag included. */
  int start();

  /** Where its own text begins, after anchor and tag. */
  int content();

  /**
   * After its last byte. A block collection ends with its last element, so that comments below it
   * are outside; a block scalar ends with its last line break.
   */
  int end();

  /** The name that aliases of this node use; empty where it has none. */
  Optional<String> anchor();
}
