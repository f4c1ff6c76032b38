// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.WorkloadKind;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workload's object shows of its owner.
 *
 * @param writers field managers that have written its containers, the last writer first
 */
record OwnedObject(WorkloadKind kind, ObjectMeta meta, List<String> writers) {

  OwnedObject {
    writers = List.copyOf(writers);
  }

  Optional<String> label(String key) {
    return value(meta.getLabels(), key);
  }

  Optional<String> annotation(String key) {
    return value(meta.getAnnotations(), key);
  }

  private static Optional<String> value(Map<String, String> values, String key) {
    return values == null
        ? Optional.empty()
        : Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
  }

  boolean isWrittenBy(String manager) {
    return writers.contains(manager);
  }
}
