// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.YamlAlias;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names who uses the same anchored node. */
final class Sharing {
  private static final int SHOWN = 5;

  private final YamlText file;
  private final YamlDocument document;

  Sharing(YamlText file, YamlDocument document) {
    this.file = file;
    this.document = document;
  }

  /** Why a range cannot change: aliases elsewhere would change with it. */
  Optional<String> of(YamlNode node) {
    List<YamlAlias> aliases = document.sharing(node.start(), node.end());
    return aliases.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "what stands on line "
                + file.line(node.content())
                + " is shared through the anchor &"
                + aliases.get(0).name()
                + " with "
                + names(aliases.stream())
                + "; write the sizes out in each place");
  }

  /** The owner and other users of what an alias stands for. */
  String others(YamlAlias alias) {
    YamlNode target = document.target(alias).orElseThrow();
    return ", shared with "
        + names(
            Stream.concat(
                Stream.of(target),
                document.sharing(target.start(), target.end()).stream()
                    .filter(a -> !a.equals(alias))));
  }

  private String names(Stream<? extends YamlNode> nodes) {
    List<String> names = nodes.map(this::name).distinct().toList();
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }

  /** {@code sidecar (line 40)}, after the list element that it stands in. */
  private String name(YamlNode node) {
    int line = file.line(node.start());
    Optional<String> name = Optional.empty();
    YamlNode at = document.root();
    while (at != null && at != node) {
      YamlNode next = child(at, node);
      if (at instanceof YamlSequence && next instanceof YamlMapping item) {
        name = item.text("name").or(() -> item.mapping("metadata").flatMap(m -> m.text("name")));
      }
      at = next;
    }
    return name.map(n -> n + " (line " + line + ")").orElse("line " + line);
  }

  private static YamlNode child(YamlNode of, YamlNode around) {
    if (of instanceof YamlMapping mapping) {
      return mapping.entries().stream()
          .flatMap(e -> Stream.of(e.key(), e.value()))
          .filter(n -> holds(n, around))
          .findFirst()
          .orElse(null);
    }
    return of instanceof YamlSequence sequence
        ? sequence.items().stream().filter(n -> holds(n, around)).findFirst().orElse(null)
        : null;
  }

  private static boolean holds(YamlNode node, YamlNode other) {
    return node.start() <= other.start() && other.end() <= node.end();
  }
}
