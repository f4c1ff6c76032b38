// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Finds nodes of a file by where they stand. */
final class YamlSearch {
  private YamlSearch() {}

  /** A mapping and one of its keys. */
  record Keyed(YamlMapping holder, YamlMapping.Entry entry) {}

  /** The node whose text begins at an offset; null where none does. */
  static YamlNode at(YamlText file, int offset) {
    Deque<YamlNode> next = roots(file);
    while (!next.isEmpty()) {
      YamlNode node = next.pop();
      if (node.content() == offset && !(node instanceof YamlMapping)) {
        return node;
      }
      children(node, next);
    }
    return null;
  }

  /** The mapping that begins at an offset. */
  static Optional<YamlMapping> mapping(YamlText file, int start) {
    Deque<YamlNode> next = roots(file);
    while (!next.isEmpty()) {
      YamlNode node = next.pop();
      if (node instanceof YamlMapping mapping && mapping.start() == start) {
        return Optional.of(mapping);
      }
      if (node.start() <= start && start < node.end()) {
        children(node, next);
      }
    }
    return Optional.empty();
  }

  /** The last key that stands on a line. */
  static Optional<Keyed> keyOn(YamlText file, int line) {
    Keyed found = null;
    Deque<YamlNode> next = roots(file);
    while (!next.isEmpty()) {
      YamlNode node = next.pop();
      if (node instanceof YamlMapping mapping) {
        for (YamlMapping.Entry entry : mapping.entries()) {
          if (file.line(entry.key().start()) == line
              && (found == null || entry.key().start() > found.entry().key().start())
              && (found == null || !mapping.flow())) {
            found = new Keyed(mapping, entry);
          }
        }
      }
      children(node, next);
    }
    return Optional.ofNullable(found);
  }

  /** The mapping that the first document with content is. */
  static Optional<YamlMapping> root(YamlText file) {
    return file.documents().stream()
        .map(YamlDocument::root)
        .filter(YamlMapping.class::isInstance)
        .map(YamlMapping.class::cast)
        .findFirst();
  }

  private static Deque<YamlNode> roots(YamlText file) {
    Deque<YamlNode> roots = new ArrayDeque<>();
    file.documents().forEach(document -> roots.add(document.root()));
    return roots;
  }

  private static void children(YamlNode node, Deque<YamlNode> into) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> into.push(entry.value()));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(into::push);
    }
  }
}
