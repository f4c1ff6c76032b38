// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One document of a file.
 *
 * @param root its node; an empty scalar for a document without content
 * @param targets what each alias stands for; those of unknown anchors are absent
 */
public record YamlDocument(YamlNode root, Map<YamlAlias, YamlNode> targets) {

  public YamlDocument {
    targets = Map.copyOf(targets);
  }

  /** The node that an alias stands for; empty where the document has no such anchor before it. */
  public Optional<YamlNode> target(YamlAlias alias) {
    return Optional.ofNullable(targets.get(alias));
  }

  /** A node, or what it stands for where it is an alias. */
  public Optional<YamlNode> resolved(YamlNode node) {
    return node instanceof YamlAlias alias ? target(alias) : Optional.of(node);
  }

  /**
   * Aliases of any anchored node that holds the bytes of a range: who else changes when those do.
   */
  public List<YamlAlias> sharing(int start, int end) {
    List<YamlAlias> sharing = new ArrayList<>();
    targets.forEach(
        (alias, node) -> {
          if (node.start() <= start && end <= node.end()) {
            sharing.add(alias);
          }
        });
    sharing.sort((a, b) -> Integer.compare(a.start(), b.start()));
    return sharing;
  }
}
