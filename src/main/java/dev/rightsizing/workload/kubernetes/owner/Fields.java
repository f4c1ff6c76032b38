// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object whose schema is another project's: what is not there, or is of another type,
 * is empty.
 */
record Fields(@Nullable Object value) {

  Fields at(String... path) {
    Object at = value;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return new Fields(at);
  }

  boolean isThere() {
    return value != null;
  }

  String text() {
    return value instanceof String text ? text : "";
  }

  List<Fields> list() {
    return value instanceof List<?> list ? list.stream().map(Fields::new).toList() : List.of();
  }

  List<String> texts() {
    return list().stream().map(Fields::text).filter(text -> !text.isEmpty()).toList();
  }

  /** Whether a key is in it, at any depth. */
  boolean names(String key) {
    if (value instanceof Map<?, ?> map) {
      return map.containsKey(key) || map.values().stream().anyMatch(v -> new Fields(v).names(key));
    }
    return value instanceof List<?> list && list.stream().anyMatch(v -> new Fields(v).names(key));
  }
}
