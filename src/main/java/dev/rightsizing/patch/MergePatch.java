// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A strategic merge patch: containers are found by name, null takes a value away. */
final class MergePatch {
  private final PatchYaml yaml = new PatchYaml();

  /** For the object on the server, whose namespace it names. */
  String forServer(WorkloadRef ref, List<ContainerChange> changes) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", ref.name());
    metadata.put("namespace", ref.namespace());
    return write(ref.kind(), metadata, changes, List.of());
  }

  /**
   * For a manifest, which often leaves its namespace to the kustomization. Kustomize moves what a
   * patch names to the front of a list, and init containers run in the order of theirs: so all that
   * stand before a changed one are named too.
   */
  String forManifest(WorkloadRef ref, List<ContainerSpec> inOrder, List<ContainerChange> changes) {
    return write(ref.kind(), Map.of("name", ref.name()), changes, inOrder);
  }

  private String write(
      WorkloadKind kind,
      Map<String, Object> metadata,
      List<ContainerChange> changes,
      List<ContainerSpec> inOrder) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("apiVersion", kind.apiVersion());
    root.put("kind", kind.kind());
    root.put("metadata", metadata);
    root.put("spec", spec(kind, podSpec(changes, inOrder)));
    return yaml.write(root);
  }

  private static Map<String, Object> spec(WorkloadKind kind, Map<String, Object> podSpec) {
    Map<String, Object> template = Map.of("template", Map.of("spec", podSpec));
    return kind == WorkloadKind.CRONJOB
        ? Map.of("jobTemplate", Map.of("spec", template))
        : template;
  }

  private static Map<String, Object> podSpec(
      List<ContainerChange> changes, List<ContainerSpec> inOrder) {
    Map<String, Object> podSpec = new LinkedHashMap<>();
    List<Object> init = containers(changes, inOrder, false);
    List<Object> main = containers(changes, inOrder, true);
    changes.stream()
        .filter(c -> c.container().role() == ContainerRole.POD)
        .forEach(c -> podSpec.put("resources", resources(c)));
    if (!init.isEmpty()) {
      podSpec.put("initContainers", init);
    }
    if (!main.isEmpty()) {
      podSpec.put("containers", main);
    }
    return podSpec;
  }

  private static List<Object> containers(
      List<ContainerChange> changes, List<ContainerSpec> inOrder, boolean main) {
    List<ContainerChange> ofList =
        changes.stream()
            .filter(c -> c.container().role() != ContainerRole.POD)
            .filter(c -> (c.container().role() == ContainerRole.MAIN) == main)
            .sorted(Comparator.comparing(c -> c.container().index()))
            .toList();
    if (ofList.isEmpty()) {
      return List.of();
    }
    int last = ofList.get(ofList.size() - 1).container().index();
    SortedMap<Integer, Object> byIndex = new TreeMap<>();
    inOrder.stream()
        .filter(c -> (c.role() == ContainerRole.MAIN) == main)
        .filter(c -> c.index() < last)
        .forEach(c -> byIndex.put(c.index(), Map.of("name", c.name())));
    ofList.forEach(c -> byIndex.put(c.container().index(), container(c)));
    return List.copyOf(byIndex.values());
  }

  private static Object container(ContainerChange change) {
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", change.container().name());
    container.put("resources", resources(change));
    return container;
  }

  private static Map<String, Object> resources(ContainerChange change) {
    Map<String, Object> resources = new LinkedHashMap<>();
    if (!change.requests().isEmpty()) {
      resources.put("requests", change.requests());
    }
    if (!change.limits().isEmpty()) {
      resources.put("limits", change.limits());
    }
    return resources;
  }
}
