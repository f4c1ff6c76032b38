// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Where the value at a path of keys stands, or would have to be written.
 *
 * @param chain the entries on the way that the file has, from the first key of the path on
 * @param in the deepest mapping on the way
 * @param missing keys of the path that the file has not; empty where the value is there
 * @param value as readers see it, also through an alias or merge key
 * @param fixed why nothing can be written there, and what to do
 */
record Slot(
    List<Entry> chain,
    YamlMapping in,
    List<String> missing,
    Optional<YamlNode> value,
    Optional<String> fixed) {

  Slot {
    chain = List.copyOf(chain);
    missing = List.copyOf(missing);
  }

  /** The last entry on the way; that of the value where nothing is missing. */
  Entry last() {
    return chain.get(chain.size() - 1);
  }

  /** Whether keys are to be written below an entry that has no value yet. */
  boolean belowNull() {
    return !missing.isEmpty() && !chain.isEmpty() && last().value() != in;
  }
}
