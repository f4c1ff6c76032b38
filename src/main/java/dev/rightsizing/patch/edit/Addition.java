// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is written where a file has no key yet. */
sealed interface Addition {

  /** A quantity with its quotes. */
  record Quantity(String text) implements Addition {}

  /** Keys in the order in which they are written. */
  record Keys(Map<String, Addition> entries) implements Addition {

    Keys() {
      this(new LinkedHashMap<>());
    }

    /** Sets the quantity at a path. */
    void put(List<String> path, String quantity) {
      if (path.size() == 1) {
        entries.put(path.get(0), new Quantity(quantity));
      } else {
        ((Keys) entries.computeIfAbsent(path.get(0), k -> new Keys()))
            .put(path.subList(1, path.size()), quantity);
      }
    }
  }
}
