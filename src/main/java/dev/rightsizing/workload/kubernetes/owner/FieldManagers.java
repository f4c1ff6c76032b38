// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.WorkloadKind;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code metadata.managedFields} for who wrote the containers of a pod template. */
final class FieldManagers {

  private static final List<String> TEMPLATE =
      List.of("f:spec", "f:template", "f:spec", "f:containers");
  private static final List<String> JOB_TEMPLATE =
      List.of("f:spec", "f:jobTemplate", "f:spec", "f:template", "f:spec", "f:containers");

  /** The last writer first; a scaler, or what only restarts pods, writes no containers. */
  List<String> writers(WorkloadKind kind, List<ManagedFieldsEntry> entries) {
    if (entries == null) {
      return List.of();
    }
    List<String> path = kind == WorkloadKind.CRONJOB ? JOB_TEMPLATE : TEMPLATE;
    return entries.stream()
        .filter(entry -> entry.getManager() != null && !entry.getManager().isBlank())
        .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
        .filter(entry -> entry.getFieldsV1() != null)
        .filter(entry -> has(entry.getFieldsV1().getAdditionalProperties(), path))
        .sorted(
            Comparator.comparing(
                    (ManagedFieldsEntry entry) -> Objects.requireNonNullElse(entry.getTime(), ""))
                .reversed())
        .map(ManagedFieldsEntry::getManager)
        .distinct()
        .toList();
  }

  private static boolean has(Map<String, Object> fields, List<String> path) {
    Object at = fields;
    for (String step : path) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at != null;
  }
}
