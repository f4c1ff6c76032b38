// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.edit.ListEdits;
import dev.rightsizing.patch.edit.PresentContainer;
import dev.rightsizing.patch.edit.PresentSize;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.edit.SizeEdits;
import dev.rightsizing.patch.edit.SizeTarget;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Edits sizes within one file, and nothing else of it: comments, order, quotes, anchors,
 * indentation and line breaks stay. A quantity keeps the unit that its author used where the new
 * one can be said in it. The request and limit of a resource are written together or not at all.
 */
public final class ManifestEditor {
  private static final List<String> RESOURCES = List.of("resources");

  /** An object of a file with the sizes that it shall have. */
  public record WorkloadEdit(YamlMapping object, WorkloadKind kind, List<SizeEdit> edits) {
    public WorkloadEdit {
      edits = List.copyOf(edits);
    }
  }

  /**
   * Writes sizes into a workload's manifest or a strategic merge patch of one.
   *
   * @param object a mapping of the file
   */
  public Edited editWorkload(
      YamlText file, YamlMapping object, WorkloadKind kind, List<SizeEdit> edits) {
    return editWorkloads(file, List.of(new WorkloadEdit(object, kind, edits)));
  }

  /** The same for many objects of one file, which is read and written once. */
  public Edited editWorkloads(YamlText file, List<WorkloadEdit> workloads) {
    List<SizeTarget> targets = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (WorkloadEdit workload : workloads) {
      ContainerFinder finder = new ContainerFinder(file, workload.object(), workload.kind());
      byContainer(workload.edits())
          .forEach(
              (key, edits) -> {
                var found = finder.find(key.name(), key.role());
                found.refusal().ifPresent(refused::add);
                found
                    .container()
                    .ifPresent(c -> targets.add(new SizeTarget(key.name(), c, RESOURCES, edits)));
              });
    }
    Edited edited = new SizeEdits(file).write(targets);
    refused.addAll(edited.refused());
    return new Edited(edited.bytes(), refused);
  }

  /**
   * Writes sizes at a path of keys, as values of a Helm chart have them. Keys that are missing are
   * added.
   *
   * @param holder the mapping that the path begins in
   * @param path keys that lead to what has {@code requests} and {@code limits}
   * @param edits of one container
   */
  public Edited editResources(
      YamlText file, YamlMapping holder, List<String> path, List<SizeEdit> edits) {
    String container = edits.isEmpty() ? "" : edits.get(0).container();
    return new SizeEdits(file).write(List.of(new SizeTarget(container, holder, path, edits)));
  }

  /** Writes sizes at several places of one file, which is read and written once. */
  public Edited editAll(YamlText file, List<SizeTarget> targets) {
    return new SizeEdits(file).write(targets);
  }

  /** The containers of a workload's manifest or patch with their sizes; without the pod's own. */
  public List<PresentContainer> containers(YamlText file, YamlMapping object, WorkloadKind kind) {
    SizeEdits sizes = new SizeEdits(file);
    return new ContainerFinder(file, object, kind)
        .all().stream()
            .map(
                c ->
                    new PresentContainer(
                        c.name(),
                        c.role(),
                        file.line(c.container().content()),
                        sizes.present(c.container(), RESOURCES)))
            .toList();
  }

  /** The quantities at a path of keys: requests before limits, CPU before memory. */
  public List<PresentSize> sizes(YamlText file, YamlMapping holder, List<String> path) {
    return new SizeEdits(file).present(holder, path);
  }

  /**
   * Adds an element to a list, as {@code - path: …} to the {@code patches} of a kustomization.yaml.
   *
   * @param key of the list; added where it is missing
   * @param element in block style without indentation and dash, such as {@code path: a.yaml}
   */
  public Edited appendToList(YamlText file, YamlMapping in, String key, String element) {
    return new ListEdits(file).append(in, key, element);
  }

  private record Key(String name, ContainerRole role) {}

  private static Map<Key, List<SizeEdit>> byContainer(List<SizeEdit> edits) {
    Map<Key, List<SizeEdit>> byContainer = new LinkedHashMap<>();
    for (SizeEdit edit : edits) {
      byContainer
          .computeIfAbsent(new Key(edit.container(), edit.role()), k -> new ArrayList<>())
          .add(edit);
    }
    return byContainer;
  }
}
