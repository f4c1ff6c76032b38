// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Reason;
import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds elements to lists. */
public final class ListEdits {
  private final YamlText file;
  private final BlockWriter block;

  public ListEdits(YamlText file) {
    this.file = file;
    this.block =
        new BlockWriter(
            file, new WritingStyle(2, false, false, YamlScalar.Style.PLAIN), new Splices());
  }

  /**
   * The file with one more element in a list of a mapping.
   *
   * @param key of the list; added at the mapping's end where it is missing
   * @param element in block style without indentation and dash
   */
  public Edited append(YamlMapping in, String key, String element) {
    try {
      byte[] bytes = appended(in, key, element.stripTrailing()).applyTo(file.bytes());
      YamlText.parse(bytes);
      return new Edited(bytes, List.of());
    } catch (Uneditable | YamlTextException e) {
      String message =
          e instanceof Uneditable
              ? e.getMessage()
              : "an element of " + key + " would make the file unreadable; add it by hand";
      return new Edited(
          file.bytes(),
          List.of(new Refusal("", Optional.empty(), Reason.MANIFEST_NOT_EDITABLE, message)));
    }
  }

  private Splices appended(YamlMapping in, String key, String element) throws Uneditable {
    Splices splices = new Splices();
    Optional<Entry> entry = in.entry(key);
    if (entry.isEmpty()) {
      addKey(in, key, element, splices);
    } else if (entry.get().value() instanceof YamlSequence list && !list.items().isEmpty()) {
      addItem(list, element, splices);
    } else if (isEmpty(entry.get().value()) && !in.flow()) {
      fill(in, entry.get(), element, splices);
    } else {
      throw new Uneditable(
          key + " on line " + line(entry.get().key()) + " is not a list; add the element by hand");
    }
    return splices;
  }

  private static boolean isEmpty(YamlNode value) {
    return value instanceof YamlSequence || value instanceof YamlScalar s && s.isNull();
  }

  private void addKey(YamlMapping in, String key, String element, Splices splices)
      throws Uneditable {
    if (in.flow()) {
      String text = key + ": [" + inFlow(element) + "]";
      List<Entry> entries = in.entries();
      int at = entries.isEmpty() ? in.content() + 1 : entries.get(entries.size() - 1).value().end();
      splices.insert(at, entries.isEmpty() ? text : ", " + text);
      return;
    }
    int column = file.column(in.entries().get(0).key().start());
    List<String> lines = new ArrayList<>(List.of(key + ":"));
    lines.addAll(item(element, column + listStep(in), -column));
    for (int i = in.entries().size() - 1; i >= 0; i--) {
      int at = block.lineEndAfter(in.entries().get(i).value());
      if (at >= 0) {
        block.insertAfter(block.afterInnerComments(at, column), column, lines, splices);
        return;
      }
    }
    int first = in.entries().get(0).key().start();
    String between = file.lineBreak(first) + " ".repeat(column);
    splices.insert(first, String.join(between, lines) + between);
  }

  private void addItem(YamlSequence list, String element, Splices splices) throws Uneditable {
    YamlNode last = list.items().get(list.items().size() - 1);
    if (list.flow()) {
      splices.insert(last.end(), ", " + inFlow(element));
      return;
    }
    int dash = dash(list.items().get(0));
    int column = file.column(dash);
    int at = block.lineEndAfter(last);
    if (at >= 0) {
      block.insertAfter(block.afterInnerComments(at, column), 0, item(element, column, 0), splices);
    } else {
      String between = file.lineBreak(dash) + " ".repeat(column);
      String text = String.join(file.lineBreak(dash), item(element, column, 0)).strip();
      splices.insert(dash, text + between);
    }
  }

  private void fill(YamlMapping in, Entry entry, String element, Splices splices)
      throws Uneditable {
    if (!block.canFill(entry)) {
      throw new Uneditable(
          "the list on line " + line(entry.key()) + " is not written on one line; add by hand");
    }
    YamlNode value = entry.value();
    int from = value.content();
    if (value.end() > from) {
      while (file.at(from - 1) == ' ') {
        from--;
      }
      splices.replace(from, value.end(), "");
    }
    int column = file.column(entry.key().start()) + listStep(in);
    block.insertAfter(file.lineEnd(value.end()), 0, item(element, column, 0), splices);
  }

  /** By how much other lists of the mapping are indented. */
  private int listStep(YamlMapping in) {
    for (Entry entry : in.entries()) {
      if (entry.value() instanceof YamlSequence list && !list.flow() && !list.items().isEmpty()) {
        return file.column(dash(list.items().get(0))) - file.column(entry.key().start());
      }
    }
    return 0;
  }

  private int dash(YamlNode item) {
    int at = item.start() - 1;
    while (file.at(at) != '-') {
      at--;
    }
    return at;
  }

  /** The lines of an element at a column, less what the writer indents them by itself. */
  private static List<String> item(String element, int column, int less) {
    String indent = " ".repeat(column + less);
    List<String> lines = element.lines().toList();
    List<String> item = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      item.add(lines.get(i).isEmpty() ? "" : indent + (i == 0 ? "- " : "  ") + lines.get(i));
    }
    return item;
  }

  /** {@code path: a.yaml} as {@code {path: a.yaml}}; only what has no nesting. */
  private static String inFlow(String element) throws Uneditable {
    if (element.lines().anyMatch(line -> line.startsWith(" ") || line.endsWith(":"))) {
      throw new Uneditable("the list is in brackets, which the new element does not fit into");
    }
    return element.contains(": ")
        ? "{" + element.lines().collect(Collectors.joining(", ")) + "}"
        : element;
  }

  private int line(YamlNode node) {
    return file.line(node.content());
  }
}
