// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.ArrayList;
import java.util.List;

/** Finds comments: what begins with {@code #} between the scalars of a file. */
final class Comments {
  private final YamlText file;
  private final List<Comment> found = new ArrayList<>();
  private int at;

  Comments(YamlText file) {
    this.file = file;
  }

  List<Comment> find() {
    for (YamlDocument document : file.documents()) {
      visit(document.root());
    }
    between(file.length());
    return found;
  }

  private void visit(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        visit(entry.key());
        visit(entry.value());
      }
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(this::visit);
    } else if (node.end() > node.content()) {
      between(node.content());
      at = Math.max(at, node.end());
    }
  }

  private void between(int end) {
    int i = at;
    while (i < end) {
      if (file.at(i) == '#' && (i == 0 || isSpace(file.at(i - 1))) && !file.hasTemplate(i, i + 1)) {
        int stop = file.lineEnd(i);
        found.add(new Comment(i, stop, file.text(i + 1, stop)));
        i = stop;
      } else {
        i++;
      }
    }
    at = Math.max(at, end);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == (byte) 0xBF;
  }
}
