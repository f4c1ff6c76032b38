// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changes directly in one mapping.
 *
 * @param chain entries that lead from the holder to it; empty for the holder itself
 * @param added keys behind those that are there
 */
record MappingChange(
    YamlMapping mapping, List<Entry> chain, List<Entry> removed, Addition.Keys added) {

  MappingChange(YamlMapping mapping, List<Entry> chain) {
    this(mapping, chain, new ArrayList<>(), new Addition.Keys());
  }

  /** The entry whose value it is. */
  Optional<Entry> parent() {
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
  }

  /** Whether an entry of it goes. */
  boolean removes(Entry entry) {
    return removed.stream().anyMatch(r -> r == entry);
  }

  /** The entries that stay. */
  List<Entry> remaining() {
    return mapping.entries().stream().filter(e -> !removes(e)).toList();
  }

  /** Whether nothing is left of it. */
  boolean isEmptied() {
    return added.entries().isEmpty() && !removed.isEmpty() && remaining().isEmpty();
  }
}
