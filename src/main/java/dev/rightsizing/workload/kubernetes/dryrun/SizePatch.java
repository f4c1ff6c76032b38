// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.SizeEdit;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The proposed quantities of a workload as a patch of its object, and nothing else. */
final class SizePatch {
  private static final String CONTAINERS = "containers";
  private static final String INIT_CONTAINERS = "initContainers";
  private static final String RESOURCES = "resources";
  private static final String NAME = "name";

  private final KubernetesSerialization serialization;
  private final ProposedChange change;

  SizePatch(KubernetesSerialization serialization, ProposedChange change) {
    this.serialization = serialization;
    this.change = change;
  }

  /** Containers by name; a null takes a quantity away. */
  String strategicMerge() {
    Map<String, Object> podSpec = new LinkedHashMap<>();
    Map<Container, Map<String, Map<String, Object>>> sizes = sizes();
    sizes.forEach(
        (container, resources) -> {
          if (container.list().isEmpty()) {
            podSpec.put(RESOURCES, resources);
          } else {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(NAME, container.name());
            entry.put(RESOURCES, resources);
            list(podSpec, container.list()).add(entry);
          }
        });
    Map<String, Object> spec = Map.of("template", Map.of("spec", podSpec));
    return serialization.asJson(
        Map.of(
            "spec",
            change.ref().kind() == WorkloadKind.CRONJOB
                ? Map.of("jobTemplate", Map.of("spec", spec))
                : spec));
  }

  @SuppressWarnings("unchecked") // made here
  private static List<Object> list(Map<String, Object> podSpec, String name) {
    return (List<Object>) podSpec.computeIfAbsent(name, n -> new ArrayList<>());
  }

  /**
   * For a custom resource, whose containers are named by position; each position is tested.
   *
   * @return empty where a container is not there
   */
  Optional<String> json(GenericKubernetesResource object) {
    List<Map<String, Object>> operations = new ArrayList<>();
    for (Map.Entry<Container, Map<String, Map<String, Object>>> entry : sizes().entrySet()) {
      Container container = entry.getKey();
      String path = "/spec/template/spec";
      Object holder = object.get("spec", "template", "spec");
      if (!container.list().isEmpty()) {
        int index = index(object, container);
        if (index < 0) {
          return Optional.empty();
        }
        path += "/" + container.list() + "/" + index;
        holder = object.<List<Object>>get("spec", "template", "spec", container.list()).get(index);
        operations.add(Map.of("op", "test", "path", path + "/name", "value", container.name()));
      }
      operations.add(
          Map.of(
              "op", "add", "path", path + "/resources", "value", merged(holder, entry.getValue())));
    }
    return Optional.of(serialization.asJson(operations));
  }

  private static int index(GenericKubernetesResource object, Container container) {
    if (object.get("spec", "template", "spec", container.list()) instanceof List<?> all) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof Map<?, ?> one && container.name().equals(one.get(NAME))) {
          return i;
        }
      }
    }
    return -1;
  }

  private static Map<String, Object> merged(Object holder, Map<String, Map<String, Object>> sizes) {
    Map<String, Object> merged = map(holder instanceof Map<?, ?> m ? m.get(RESOURCES) : null);
    sizes.forEach(
        (bound, quantities) -> {
          Map<String, Object> values = map(merged.get(bound));
          values.putAll(quantities);
          values.values().removeIf(Objects::isNull);
          merged.put(bound, values);
        });
    return merged;
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> there) {
      there.forEach((key, each) -> copy.put(String.valueOf(key), each));
    }
    return copy;
  }

  /**
   * A container of a template.
   *
   * @param list that it is in; empty for the pod as a whole
   */
  private record Container(String list, String name) {
    static Container of(SizeEdit edit) {
      return new Container(
          edit.role() == ContainerRole.POD
              ? ""
              : edit.role() == ContainerRole.MAIN ? CONTAINERS : INIT_CONTAINERS,
          edit.container());
    }
  }

  /** By container, then requests and limits, then resource; null where one is taken away. */
  private Map<Container, Map<String, Map<String, Object>>> sizes() {
    Map<Container, Map<String, Map<String, Object>>> sizes = new LinkedHashMap<>();
    for (SizeEdit edit : change.edits()) {
      if (edit.to().isPresent() || edit.from().isPresent()) {
        sizes
            .computeIfAbsent(Container.of(edit), c -> new LinkedHashMap<>())
            .computeIfAbsent(edit.bound().key(), b -> new LinkedHashMap<>())
            .put(edit.resource().key(), edit.to().map(Amount::toQuantity).orElse(null));
      }
    }
    return sizes;
  }
}
