// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.patch.yaml.YamlAlias;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the containers of a workload's manifest. */
public final class ContainerFinder {
  private static final String CONTAINERS = "containers";
  private static final String INIT_CONTAINERS = "initContainers";

  private final YamlText file;
  private final YamlMapping object;
  private final WorkloadKind kind;

  /**
   * @param object the manifest, or a strategic merge patch of one
   */
  public ContainerFinder(YamlText file, YamlMapping object, WorkloadKind kind) {
    this.file = file;
    this.object = object;
    this.kind = kind;
  }

  /** A container found, or why not. */
  public record Found(Optional<YamlMapping> container, Optional<Refusal> refusal) {

    static Found of(YamlMapping container) {
      return new Found(Optional.of(container), Optional.empty());
    }

    static Found refused(String container, Reason reason, String message) {
      return new Found(
          Optional.empty(), Optional.of(new Refusal(container, Optional.empty(), reason, message)));
    }
  }

  /** A container with its role. */
  public record Listed(String name, ContainerRole role, YamlMapping container) {}

  /** Keys from the object to the pod's specification. */
  public static List<String> podSpec(WorkloadKind kind) {
    return kind == WorkloadKind.CRONJOB
        ? List.of("spec", "jobTemplate", "spec", "template", "spec")
        : List.of("spec", "template", "spec");
  }

  /**
   * A container by its name, or with the role POD the pod's specification.
   *
   * @param name of the container; ignored for the pod
   */
  public Found find(String name, ContainerRole role) {
    YamlNode at = object;
    for (String key : podSpec(kind)) {
      Optional<YamlNode> next = ((YamlMapping) at).get(key);
      if (next.isPresent() && next.get() instanceof YamlAlias alias) {
        return Found.refused(
            name,
            Reason.MANIFEST_NOT_EDITABLE,
            key + " on line " + line(alias) + " is the alias *" + alias.name() + "; write it out");
      }
      if (next.isEmpty() || !(next.get() instanceof YamlMapping)) {
        return noTemplate(name, key);
      }
      at = next.get();
    }
    YamlMapping pod = (YamlMapping) at;
    return role == ContainerRole.POD ? Found.of(pod) : container(pod, name, role);
  }

  private Found noTemplate(String name, String key) {
    Optional<YamlMapping> reference =
        object.mapping("spec").flatMap(spec -> spec.mapping("workloadRef"));
    if (kind == WorkloadKind.ROLLOUT && reference.isPresent()) {
      return Found.refused(
          name,
          Reason.MANIFEST_NOT_EDITABLE,
          "the Rollout takes its template from "
              + reference.get().text("kind").orElse("Deployment")
              + " "
              + reference.get().text("name").orElse("")
              + " (spec.workloadRef on line "
              + line(reference.get())
              + "); the sizes stand there");
    }
    return Found.refused(
        name,
        Reason.CONTAINER_NOT_FOUND,
        "the manifest on line "
            + line(object)
            + " has no "
            + String.join(".", podSpec(kind))
            + ", as "
            + key
            + " is missing; sizes stand in another file");
  }

  private Found container(YamlMapping pod, String name, ContainerRole role) {
    String key = role == ContainerRole.MAIN ? CONTAINERS : INIT_CONTAINERS;
    Optional<YamlSequence> list = pod.sequence(key);
    List<YamlNode> items = list.map(YamlSequence::items).orElse(List.of());
    List<YamlMapping> found = new ArrayList<>();
    String other = "";
    for (YamlNode item : items) {
      if (item instanceof YamlAlias alias) {
        other = "; line " + line(alias) + " is the alias *" + alias.name() + ", write it out";
      } else if (item instanceof YamlMapping mapping) {
        if (mapping.text("name").filter(name::equals).isPresent()) {
          found.add(mapping);
        } else if (mapping.get("name").filter(this::isTemplate).isPresent()) {
          other =
              "; the name on line "
                  + line(mapping.get("name").orElseThrow())
                  + " is a template expression, set the size where it takes its values from";
        }
      }
    }
    if (found.size() == 1) {
      return Found.of(found.get(0));
    }
    if (found.size() > 1) {
      return Found.refused(
          name,
          Reason.MANIFEST_NOT_EDITABLE,
          "container "
              + name
              + " stands twice, on lines "
              + line(found.get(0))
              + " and "
              + line(found.get(1))
              + "; leave one");
    }
    return Found.refused(
        name,
        other.isEmpty() ? Reason.CONTAINER_NOT_FOUND : Reason.MANIFEST_NOT_EDITABLE,
        key + " has no container " + name + other);
  }

  private boolean isTemplate(YamlNode node) {
    return file.hasTemplate(node.start(), node.end());
  }

  /** All containers that have a name, the ordinary ones first. */
  public List<Listed> all() {
    List<Listed> all = new ArrayList<>();
    Optional<YamlMapping> pod = find("", ContainerRole.POD).container();
    pod.ifPresent(
        p -> {
          list(p, CONTAINERS, all);
          list(p, INIT_CONTAINERS, all);
        });
    return all;
  }

  private static void list(YamlMapping pod, String key, List<Listed> all) {
    for (YamlNode item : pod.sequence(key).map(YamlSequence::items).orElse(List.of())) {
      if (item instanceof YamlMapping container) {
        ContainerRole role =
            key.equals(CONTAINERS)
                ? ContainerRole.MAIN
                : container.text("restartPolicy").filter("Always"::equals).isPresent()
                    ? ContainerRole.SIDECAR
                    : ContainerRole.INIT;
        container.text("name").ifPresent(name -> all.add(new Listed(name, role, container)));
      }
    }
  }

  private int line(YamlNode node) {
    return file.line(node.content());
  }
}
