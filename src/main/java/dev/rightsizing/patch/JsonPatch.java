// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON Patch (RFC 6902). It names containers by position, so each is tested to be the one that
 * was sized before anything is changed.
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
    String list = container.role() == ContainerRole.MAIN ? "/containers/" : "/initContainers/";
    String path = base + list + container.index();
    List<Map<String, Object>> operations = new ArrayList<>();
    operations.add(operation("test", path + "/name", container.name()));
    if (undeclared(container)) {
      operations.add(operation("add", path + "/resources", resources(change)));
      return operations;
    }
    operations.addAll(values(path + "/resources/requests", change.requests(), requests(container)));
    operations.addAll(values(path + "/resources/limits", change.limits(), limits(container)));
    return operations;
  }

  private static Map<String, Object> resources(ContainerChange change) {
    Map<String, Object> resources = new LinkedHashMap<>();
    put(resources, "requests", change.requests());
    put(resources, "limits", change.limits());
    return resources;
  }

  private static void put(Map<String, Object> into, String key, Map<String, String> values) {
    Map<String, String> set = new LinkedHashMap<>(values);
    set.values().removeIf(v -> v == null);
    if (!set.isEmpty()) {
      into.put(key, set);
    }
  }

  private static List<Map<String, Object>> values(
      String path, Map<String, String> changes, boolean there) {
    List<Map<String, Object>> operations = new ArrayList<>();
    if (changes.isEmpty()) {
      return operations;
    }
    if (!there) {
      operations.add(operation("add", path, changes));
      return operations;
    }
    changes.forEach(
        (key, value) ->
            operations.add(
                value == null
                    ? operation("remove", path + "/" + key)
                    : operation("add", path + "/" + key, value)));
    return operations;
  }

  private static boolean undeclared(ContainerSpec container) {
    return !requests(container) && !limits(container);
  }

  private static boolean requests(ContainerSpec container) {
    return container.declared(Resource.CPU).request().isPresent()
        || container.declared(Resource.MEMORY).request().isPresent();
  }

  private static boolean limits(ContainerSpec container) {
    return container.declared(Resource.CPU).limit().isPresent()
        || container.declared(Resource.MEMORY).limit().isPresent();
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
