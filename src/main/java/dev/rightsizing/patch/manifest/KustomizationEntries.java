// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enters files in the {@code patches} of a kustomization.yaml, in the manner of its author. */
final class KustomizationEntries {
  private static final String PATCHES = "patches";

  private final YamlText text;
  private final Splices splices;
  private final YamlMapping root;
  private final List<List<String>> entries = new ArrayList<>();

  KustomizationEntries(YamlText text, Splices splices) {
    this.text = text;
    this.splices = splices;
    this.root = YamlSearch.root(text).orElseThrow();
  }

  /**
   * Adds a file.
   *
   * @param target what it is for, where the patch itself does not say that
   */
  void add(String file, Optional<OverlayPatch.Target> target) {
    List<String> keys = new ArrayList<>();
    keys.add("path: " + file);
    target.ifPresent(
        t -> {
          // Kustomize reads a name as an expression: a dot would match any character.
          keys.add("kind: " + t.kind().kind());
          keys.add("name: " + t.name().replace(".", "\\."));
        });
    entries.add(keys);
  }

  void write() {
    Optional<YamlNode> list = root.get(PATCHES);
    if (list.isPresent() && list.get() instanceof YamlSequence sequence) {
      if (sequence.flow()) {
        flow(sequence);
      } else {
        lines(sequence.end(), text.column(sequence.content()));
      }
      return;
    }
    if (list.isPresent()) {
      splices.insert(list.get().end(), lineBreak() + stripped(block(dashIndent())));
      return;
    }
    int at = after(root.end());
    splices.insert(at, begin(at) + PATCHES + ":" + lineBreak() + block(dashIndent()));
  }

  private void flow(YamlSequence sequence) {
    StringBuilder added = new StringBuilder();
    for (List<String> keys : entries) {
      String target =
          keys.size() > 1
              ? ", target: {" + String.join(", ", keys.subList(1, keys.size())) + "}"
              : "";
      added.append(added.isEmpty() && sequence.items().isEmpty() ? "" : ", ");
      added.append('{').append(keys.get(0)).append(target).append('}');
    }
    int at =
        sequence.items().isEmpty()
            ? sequence.content() + 1
            : sequence.items().get(sequence.items().size() - 1).end();
    splices.insert(at, added.toString());
  }

  private void lines(int end, int indent) {
    int at = after(end);
    splices.insert(at, begin(at) + block(indent));
  }

  /** The start of the line after a node, which for a block of lines is its end. */
  private int after(int end) {
    return end > 0 && text.lineStart(end) == end ? end : text.nextLine(end);
  }

  /** A break for a last line that has none. */
  private String begin(int at) {
    return at == text.length() && at > 0 && text.at(at - 1) != '\n' && text.at(at - 1) != '\r'
        ? lineBreak()
        : "";
  }

  /** As another list of the file has its dashes. */
  private int dashIndent() {
    return root.entries().stream()
        .map(YamlMapping.Entry::value)
        .filter(YamlSequence.class::isInstance)
        .map(YamlSequence.class::cast)
        .filter(s -> !s.flow() && !s.items().isEmpty())
        .findFirst()
        .map(s -> text.column(s.content()))
        .orElse(2);
  }

  private String block(int indent) {
    StringBuilder block = new StringBuilder();
    String space = " ".repeat(indent);
    for (List<String> keys : entries) {
      block.append(space).append("- ").append(keys.get(0)).append(lineBreak());
      if (keys.size() > 1) {
        block.append(space).append("  target:").append(lineBreak());
        for (String key : keys.subList(1, keys.size())) {
          block.append(space).append("    ").append(key).append(lineBreak());
        }
      }
    }
    return block.toString();
  }

  private String stripped(String block) {
    return block.substring(0, block.length() - lineBreak().length());
  }

  private String lineBreak() {
    return text.lineBreak(0);
  }
}
