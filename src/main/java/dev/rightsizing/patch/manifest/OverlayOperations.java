// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.edit.ContainerFinder.Listed;
import dev.rightsizing.patch.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a JSON patch (RFC 6902) that sets sizes, for a Rollout: without its schema Kustomize
 * replaces lists of containers instead of merging them. Each container is tested to be the one that
 * is meant, as such a patch names it by position.
 */
final class OverlayOperations {
  private static final String RESOURCES = "resources";

  private final OverlayPatch.Target target;
  private final String lineBreak;
  private final StringBuilder text = new StringBuilder();

  OverlayOperations(OverlayPatch.Target target, String lineBreak) {
    this.target = target;
    this.lineBreak = lineBreak;
  }

  /** The operations, without a first line. */
  String write(List<SizeEdit> edits) {
    Map<String, List<SizeEdit>> byContainer = new LinkedHashMap<>();
    edits.forEach(e -> byContainer.computeIfAbsent(e.container(), k -> new ArrayList<>()).add(e));
    byContainer.values().forEach(this::container);
    return text.toString();
  }

  private void container(List<SizeEdit> edits) {
    String pod = "/" + String.join("/", ContainerFinder.podSpec(target.kind()));
    ContainerRole role = edits.get(0).role();
    List<Listed> list = target.list(role);
    for (int i = 0; i < list.size(); i++) {
      if (role != ContainerRole.POD && list.get(i).name().equals(edits.get(0).container())) {
        String key = role == ContainerRole.MAIN ? "/containers/" : "/initContainers/";
        operation("test", pod + key + i + "/name", OverlayPatch.scalar(list.get(i).name()));
        resources(pod + key + i, list.get(i).container(), edits);
      }
    }
  }

  private void resources(String path, YamlMapping container, List<SizeEdit> edits) {
    Optional<YamlMapping> resources = container.mapping(RESOURCES);
    String at = path + "/" + RESOURCES;
    if (resources.isEmpty()) {
      absent(at);
    }
    for (Bound bound : Bound.values()) {
      List<SizeEdit> ofBound = edits.stream().filter(e -> e.bound() == bound).toList();
      Optional<YamlMapping> there = resources.flatMap(r -> r.mapping(bound.key()));
      if (there.isEmpty() && ofBound.stream().anyMatch(e -> e.to().isPresent())) {
        absent(at + "/" + bound.key());
      }
      for (SizeEdit edit : ofBound) {
        String key = at + "/" + bound.key() + "/" + edit.resource().key();
        if (edit.to().isPresent()) {
          operation("add", key, OverlayPatch.quantity(edit.to()));
        } else if (there.flatMap(t -> t.get(edit.resource().key())).isPresent()) {
          operation("remove", key, "");
        }
      }
    }
  }

  /** An object that is added is tested not to be there, which null means to Kustomize. */
  private void absent(String path) {
    operation("test", path, "null");
    operation("add", path, "{}");
  }

  private void operation(String name, String path, String value) {
    text.append("- op: ").append(name).append(lineBreak);
    text.append("  path: ").append(path).append(lineBreak);
    if (!value.isEmpty()) {
      text.append("  value: ").append(value).append(lineBreak);
    }
  }
}
