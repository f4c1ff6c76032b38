// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON patch (RFC 6902) in the making. */
final class JsonOperations {
  private final List<Map<String, Object>> operations = new ArrayList<>();

  /** The object must still be the one that was read. */
  JsonOperations uid(HasMetadata read) {
    return add("test", read.getMetadata().getUid(), List.of("metadata", "uid"));
  }

  /** Sets an annotation, whether or not there are any. */
  JsonOperations annotate(HasMetadata read, String key, String value) {
    Map<String, String> there = read.getMetadata().getAnnotations();
    return there == null || there.isEmpty()
        ? add("add", Map.of(key, value), List.of("metadata", "annotations"))
        : add("add", value, List.of("metadata", "annotations", key));
  }

  /**
   * @param path keys and positions
   */
  JsonOperations add(String operation, Object value, List<?> path) {
    StringBuilder pointer = new StringBuilder();
    for (Object part : path) {
      pointer.append('/').append(String.valueOf(part).replace("~", "~0").replace("/", "~1"));
    }
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("op", operation);
    made.put("path", pointer.toString());
    made.put("value", value);
    operations.add(made);
    return this;
  }

  List<Map<String, Object>> list() {
    return List.copyOf(operations);
  }
}
