// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.TemplateShape;
import dev.rightsizing.model.WorkloadKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON Patch (RFC 6902). It names containers by position, so each is tested to be the one that
 * was sized before anything is changed; an object that is added is tested not to be there (null, as
 * the API server and Kustomize take it).
 */
final class JsonPatch {
  private final PatchYaml yaml = new PatchYaml();

  String write(WorkloadKind kind, List<ContainerChange> changes) {
    String base =
        kind == WorkloadKind.CRONJOB
            ? "/spec/jobTemplate/spec/template/spec"
            : "/spec/template/spec";
    List<Map<String, Object>> operations = new ArrayList<>();
    for (ContainerChange change : changes) {
      operations.addAll(operations(base, change));
    }
    return yaml.write(operations);
  }

  private static List<Map<String, Object>> operations(String base, ContainerChange change) {
    ContainerSpec container = change.container();
    if (container.role() == ContainerRole.POD) {
      return ofResources(base + "/resources", change);
    }
    String list = container.role() == ContainerRole.MAIN ? "/containers/" : "/initContainers/";
    String path = base + list + container.index();
    List<Map<String, Object>> operations = new ArrayList<>();
    operations.add(operation("test", path + "/name", container.name()));
    operations.addAll(ofResources(path + "/resources", change));
    return operations;
  }

  private static List<Map<String, Object>> ofResources(String resources, ContainerChange change) {
    List<Map<String, Object>> operations = new ArrayList<>();
    TemplateShape shape = change.container().shape();
    if (!shape.resources()) {
      operations.addAll(whole(resources, resources(change)));
      return operations;
    }
    operations.addAll(values(resources + "/requests", change.requests(), shape.requests()));
    operations.addAll(values(resources + "/limits", change.limits(), shape.limits()));
    return operations;
  }

  private static Map<String, Object> resources(ContainerChange change) {
    Map<String, Object> resources = new LinkedHashMap<>();
    put(resources, "requests", change.requests());
    put(resources, "limits", change.limits());
    return resources;
  }

  private static void put(Map<String, Object> into, String key, Map<String, String> values) {
    Map<String, Object> set = present(values);
    if (!set.isEmpty()) {
      into.put(key, set);
    }
  }

  private static Map<String, Object> present(Map<String, String> values) {
    Map<String, Object> present = new LinkedHashMap<>(values);
    present.values().removeIf(Objects::isNull);
    return present;
  }

  /** An object that was not there; had it come meanwhile, replacing it would lose what it holds. */
  private static List<Map<String, Object>> whole(String path, Map<String, Object> object) {
    return object.isEmpty()
        ? List.of()
        : List.of(operation("test", path, null), operation("add", path, object));
  }

  /** Key by key: beside CPU and memory there may be a GPU, hugepages or ephemeral storage. */
  private static List<Map<String, Object>> values(
      String path, Map<String, String> changes, boolean there) {
    if (!there) {
      return whole(path, present(changes));
    }
    List<Map<String, Object>> operations = new ArrayList<>();
    changes.forEach(
        (key, value) ->
            operations.add(
                value == null
                    ? operation("remove", path + "/" + key)
                    : operation("add", path + "/" + key, value)));
    return operations;
  }

  private static Map<String, Object> operation(String op, String path, Object value) {
    Map<String, Object> operation = operation(op, path);
    operation.put("value", value);
    return operation;
  }

  /** In a fixed order, so that the same change is the same text in every process. */
  private static Map<String, Object> operation(String op, String path) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", op);
    operation.put("path", path);
    return operation;
  }
}
