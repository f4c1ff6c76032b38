// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;

/** Writes changes of mappings whose keys stand on lines of their own. */
final class BlockWriter {
  private final YamlText file;
  private final WritingStyle style;
  private final Splices splices;
  private final List<int[]> lines = new ArrayList<>();

  BlockWriter(YamlText file, WritingStyle style, Splices splices) {
    this.file = file;
    this.style = style;
    this.splices = splices;
  }

  /**
   * Adds and takes away entries.
   *
   * @param dissolved whether the mapping's own key goes as well
   */
  void write(MappingChange change, boolean dissolved) throws Uneditable {
    List<Entry> remaining = change.remaining();
    List<String> added = style.blockLines(change.added());
    int column = column(change.mapping());
    if (remaining.isEmpty() && !added.isEmpty()) {
      // The new keys take the place of the old ones, whose comments are about something else.
      Entry first = change.mapping().entries().get(0);
      String text = String.join(file.lineBreak(first.key().start()) + " ".repeat(column), added);
      splices.replace(first.key().start(), first.value().end(), text);
      removeLines(change.removed().stream().filter(e -> e != first).toList());
      return;
    }
    removeLines(change.removed());
    if (remaining.isEmpty() && !dissolved && change.parent().isPresent()) {
      splices.insert(afterColon(change.parent().get()), " {}");
    } else if (!added.isEmpty()) {
      add(remaining, column, added);
    }
  }

  private void add(List<Entry> remaining, int column, List<String> added) {
    for (int i = remaining.size() - 1; i >= 0; i--) {
      int at = lineEndAfter(remaining.get(i).value());
      if (at >= 0) {
        insertAfter(afterInnerComments(at, column), column, added);
        return;
      }
    }
    int first = remaining.get(0).key().start();
    String between = file.lineBreak(first) + " ".repeat(column);
    splices.insert(first, String.join(between, added) + between);
  }

  /** Behind comment lines that are indented deeper, as they are about what stands above them. */
  int afterInnerComments(int lineEnd, int column) {
    int end = lineEnd;
    while (file.nextLine(end) < file.length()) {
      int next = file.nextLine(end);
      int text = next;
      while (text < file.length() && file.at(text) == ' ') {
        text++;
      }
      if (text == file.length() || file.at(text) != '#' || text - next <= column) {
        return end;
      }
      end = file.lineEnd(next);
    }
    return end;
  }

  private void insertAfter(int at, int column, List<String> added) {
    insertAfter(at, column, added, splices);
  }

  /** Writes lines behind the end of a line. */
  void insertAfter(int at, int column, List<String> added, Splices splices) {
    String between = file.lineBreak(at) + " ".repeat(column);
    splices.insert(at, between + String.join(between, added));
  }

  /**
   * The end of the last line of a value; -1 where a line after it would change the value, as with a
   * block scalar that keeps its last line breaks.
   */
  int lineEndAfter(YamlNode value) {
    if (!(Leaves.last(value) instanceof YamlScalar scalar) || !scalar.style().isBlock()) {
      return file.lineEnd(value.end());
    }
    int end = scalar.end();
    while (end > scalar.content() && file.at(end - 1) <= ' ' && file.at(end - 1) >= 0) {
      end--;
    }
    boolean header = file.lineStart(scalar.content()) == file.lineStart(end);
    int line = file.lineEnd(end);
    String text = file.text(scalar.content(), file.lineEnd(scalar.content()));
    return header || text.contains("+") || line == file.length() ? -1 : line;
  }

  private void removeLines(List<Entry> removed) throws Uneditable {
    for (Entry entry : removed) {
      int start = file.lineStart(entry.key().start());
      if (!file.text(start, entry.key().start()).isBlank()) {
        throw new Uneditable(
            "the key on line " + file.line(start) + " does not stand alone; take it away by hand");
      }
      boolean keyOnly =
          entry.value() instanceof YamlMapping mapping
              && !mapping.flow()
              && !mapping.entries().isEmpty();
      // Of a mapping the lines of its entries go one by one, so that comments between them stay.
      int last = keyOnly ? afterColon(entry) : entry.value().end();
      lines.add(new int[] {start, file.nextLine(last)});
    }
  }

  /** Whether a key's empty value can give way to keys below it. */
  boolean canFill(Entry entry) {
    YamlNode value = entry.value();
    String rest = file.text(value.end(), file.lineEnd(value.end())).strip();
    return file.line(value.end()) == file.line(entry.key().start())
        && (rest.isEmpty() || rest.startsWith("#"))
        && (!(value instanceof YamlMapping) || isBlank(value.content() + 1, value.end() - 1));
  }

  private boolean isBlank(int from, int to) {
    return file.text(from, to).isBlank();
  }

  /** Writes keys below one that has no value, or only braces. */
  void fill(Entry entry, Addition.Keys added) {
    YamlNode value = entry.value();
    int from = value.content();
    if (value.end() > from) {
      while (file.at(from - 1) == ' ' || file.at(from - 1) == '\t') {
        from--;
      }
      splices.replace(from, value.end(), "");
    }
    int column = file.column(entry.key().start()) + style.step();
    insertAfter(file.lineEnd(value.end()), column, style.blockLines(added));
  }

  /**
   * Writes what takes lines away; neighbours at once, so that a last line takes its break along.
   */
  void finish() {
    lines.sort((a, b) -> Integer.compare(a[0], b[0]));
    for (int i = 0; i < lines.size(); i++) {
      int start = lines.get(i)[0];
      int end = lines.get(i)[1];
      while (i + 1 < lines.size() && lines.get(i + 1)[0] <= end) {
        end = Math.max(end, lines.get(++i)[1]);
      }
      boolean unbroken = end == file.length() && file.lineEnd(end) == end && !endsWithBreak();
      splices.replace(unbroken && start > 0 ? file.lineEnd(start - 1) : start, end, "");
    }
  }

  private boolean endsWithBreak() {
    byte last = file.at(file.length() - 1);
    return last == '\n' || last == '\r';
  }

  private int afterColon(Entry entry) {
    int i = entry.key().end();
    while (file.at(i) != ':') {
      i++;
    }
    return i + 1;
  }

  private int column(YamlMapping mapping) {
    return file.column(mapping.entries().get(0).key().start());
  }
}
