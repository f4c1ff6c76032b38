// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.kubernetes.TemplatePatch.Change;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.apply.LivePod;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes sizes of a template by a JSON patch, each position tested for its container and what it
 * had. Such a patch knows no conflicts, so that owners are looked at first.
 */
final class TemplateByPosition {
  private final ApiObjects objects;
  private final OwnerAdvice advice;

  TemplateByPosition(ApiObjects objects, OwnerAdvice advice) {
    this.objects = objects;
    this.advice = advice;
  }

  /**
   * @return empty where it is done
   */
  Optional<ActOutcome> write(Change change) {
    Set<String> managers = new LinkedHashSet<>();
    for (SizeField field : change.changes().keySet()) {
      change.owners().of(change.spec(), field).stream()
          .map(FieldOwners.Owned::manager)
          .filter(manager -> !change.mayTakeFrom(manager))
          .forEach(managers::add);
    }
    if (!managers.isEmpty()) {
      return Optional.of(
          advice.template(
              change.ref(), change.read().getMetadata(), managers, change.changes().keySet()));
    }
    objects.patch(
        change.kind().definition(),
        change.read(),
        PatchType.JSON,
        operations(change).list(),
        false,
        change.isDryRun());
    return Optional.empty();
  }

  private static JsonOperations operations(Change change) {
    JsonOperations operations = new JsonOperations().uid(change.read());
    Map<List<String>, Map<String, Object>> resources = new LinkedHashMap<>();
    change
        .changes()
        .forEach(
            (field, amount) -> {
              List<String> holder = List.of(field.list(), field.container());
              Map<String, Object> merged =
                  resources.computeIfAbsent(holder, h -> begun(operations, change.spec(), field));
              Map<String, Object> quantities = SpecView.copy(merged.get(field.bound().key()));
              quantities.put(field.resource().key(), amount.map(Amount::toQuantity).orElse(null));
              quantities.values().removeIf(Objects::isNull);
              merged.put(field.bound().key(), quantities);
            });
    change
        .changes()
        .keySet()
        .forEach(
            field -> {
              Map<String, Object> merged =
                  resources.remove(List.of(field.list(), field.container()));
              if (merged != null) {
                operations.add("add", merged, path(change.spec(), field, "resources"));
              }
            });
    change
        .annotation()
        .ifPresent(text -> operations.annotate(change.read(), LivePod.APPLIED_BY, text));
    return operations;
  }

  /** Tests what is there, and hands it out to be changed. */
  private static Map<String, Object> begun(
      JsonOperations operations, SpecView spec, SizeField field) {
    if (!field.list().isEmpty()) {
      operations.add("test", field.container(), path(spec, field, "name"));
    }
    Map<String, Object> there = spec.resources(field);
    if (!there.isEmpty()) {
      operations.add("test", there, path(spec, field, "resources"));
    }
    return SpecView.copy(there);
  }

  private static List<Object> path(SpecView spec, SizeField field, String last) {
    List<Object> path = new java.util.ArrayList<>(spec.path());
    if (!field.list().isEmpty()) {
      path.add(field.list());
      path.add(spec.index(field));
    }
    path.add(last);
    return path;
  }
}
