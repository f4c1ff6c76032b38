// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.edit.ContainerFinder.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a strategic merge patch that sets sizes. Kustomize moves what such a patch names to
 * the front of a list, so all containers before a changed one are named too.
 */
final class OverlayPatch {
  /** The first words of a file that is written here and may be written anew. */
  static final String FIRST_LINE = "# Sizes of ";

  private static final Pattern PLAIN = Pattern.compile("[a-z]([-a-z0-9.]*[a-z0-9])?");
  private static final Set<String> NOT_TEXT =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
  private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

  /**
   * What is patched.
   *
   * @param name as the overlay gets it from below
   * @param namespace likewise; empty where it has none there
   * @param containers of its manifest, in order
   */
  record Target(WorkloadKind kind, String name, String namespace, List<Listed> containers) {
    Target {
      containers = List.copyOf(containers);
    }

    /** A name for the file, without path. */
    String fileName() {
      return "rightsizing-" + kind.lowerCase() + "-" + name.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    /** Names of the containers in the list that a role belongs to. */
    List<Listed> list(ContainerRole role) {
      return containers.stream()
          .filter(c -> (c.role() == ContainerRole.MAIN) == (role == ContainerRole.MAIN))
          .toList();
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final String lineBreak;

  OverlayPatch(String lineBreak) {
    this.lineBreak = lineBreak;
  }

  /** The first line of each patch that is written here. */
  static String firstLine(Target target) {
    return FIRST_LINE + target.kind().kind() + " " + target.name() + ", set by rightsizing.";
  }

  /** The whole patch. */
  String write(Target target, List<SizeEdit> edits) {
    line(0, firstLine(target));
    line(0, "apiVersion: " + target.kind().apiVersion());
    line(0, "kind: " + target.kind().kind());
    line(0, "metadata:");
    line(2, "name: " + scalar(target.name()));
    if (!target.namespace().isEmpty()) {
      line(2, "namespace: " + scalar(target.namespace()));
    }
    int indent = 0;
    for (String key : ContainerFinder.podSpec(target.kind())) {
      line(indent, key + ":");
      indent += 2;
    }
    List<SizeEdit> pod = edits.stream().filter(e -> e.role() == ContainerRole.POD).toList();
    if (!pod.isEmpty()) {
      resources(indent, pod);
    }
    list(indent, "initContainers", target.list(ContainerRole.INIT), edits);
    list(indent, "containers", target.list(ContainerRole.MAIN), edits);
    return text.toString();
  }

  private void list(int indent, String key, List<Listed> containers, List<SizeEdit> edits) {
    int last = -1;
    for (int i = 0; i < containers.size(); i++) {
      last = of(containers.get(i), edits).isEmpty() ? last : i;
    }
    if (last < 0) {
      return;
    }
    line(indent, key + ":");
    for (Listed container : containers.subList(0, last + 1)) {
      line(indent + 2, "- name: " + scalar(container.name()));
      List<SizeEdit> own = of(container, edits);
      if (!own.isEmpty()) {
        resources(indent + 4, own);
      }
    }
  }

  private static List<SizeEdit> of(Listed container, List<SizeEdit> edits) {
    return edits.stream()
        .filter(e -> e.role() != ContainerRole.POD && e.container().equals(container.name()))
        .toList();
  }

  private void resources(int indent, List<SizeEdit> edits) {
    line(indent, "resources:");
    for (Bound bound : Bound.values()) {
      List<String> lines = new ArrayList<>();
      for (Resource resource : Resource.values()) {
        edits.stream()
            .filter(e -> e.bound() == bound && e.resource() == resource)
            .reduce((earlier, later) -> later)
            .ifPresent(e -> lines.add(resource.key() + ": " + quantity(e.to())));
      }
      if (!lines.isEmpty()) {
        line(indent + 2, bound.key() + ":");
        lines.forEach(quantity -> line(indent + 4, quantity));
      }
    }
  }

  /** A quantity as text; null takes away what stands below. */
  static String quantity(Optional<Amount> amount) {
    String text = amount.map(Amount::toQuantity).orElse("null");
    return DIGITS.matcher(text).matches() ? '"' + text + '"' : text;
  }

  /** A name, in quotes where a reader might take it for something else. */
  static String scalar(String name) {
    return PLAIN.matcher(name).matches() && !NOT_TEXT.contains(name)
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void line(int indent, String content) {
    text.append(" ".repeat(indent)).append(content).append(lineBreak);
  }
}
