// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.List;

/** Writes changes of mappings in braces. */
final class FlowWriter {
  private final YamlText file;
  private final WritingStyle style;
  private final Splices splices;

  FlowWriter(YamlText file, WritingStyle style, Splices splices) {
    this.file = file;
    this.style = style;
    this.splices = splices;
  }

  /** Adds and takes away entries. */
  void write(MappingChange change) {
    YamlMapping mapping = change.mapping();
    boolean json = isJson(mapping, change);
    List<String> added = style.flowEntries(change.added(), json);
    List<Entry> entries = mapping.entries();
    List<Entry> remaining = change.remaining();
    if (remaining.isEmpty()) {
      int start = entries.isEmpty() ? mapping.content() + 1 : entries.get(0).key().start();
      int end = entries.isEmpty() ? start : entries.get(entries.size() - 1).value().end();
      splices.replace(start, end, String.join(", ", added));
      return;
    }
    removeFrom(change, entries, remaining.get(0));
    if (!added.isEmpty()) {
      Entry last = remaining.get(remaining.size() - 1);
      String separator = "," + separator(mapping, last);
      splices.insert(last.value().end(), separator + String.join(separator, added));
    }
  }

  private void removeFrom(MappingChange change, List<Entry> entries, Entry firstStaying) {
    boolean after = false;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      after |= entry == firstStaying;
      if (change.removes(entry)) {
        if (after) {
          splices.replace(entries.get(i - 1).value().end(), entry.value().end(), "");
        } else {
          splices.replace(entry.key().start(), entries.get(i + 1).key().start(), "");
        }
      }
    }
  }

  /** A space, or a new line where each key has its own. */
  private String separator(YamlMapping mapping, Entry last) {
    int start = file.lineStart(last.key().start());
    String before = file.text(start, last.key().start());
    return start > mapping.content() && before.isBlank()
        ? file.lineBreak(mapping.content()) + before
        : " ";
  }

  /** Gives a key without a value, or with an empty one, a value in braces. */
  void fill(Entry entry, YamlMapping in, Addition.Keys added, String before) {
    YamlNode value = entry.value();
    boolean json = in.flow() && isQuoted(entry);
    if (value instanceof YamlMapping mapping) {
      String entries = String.join(", ", style.flowEntries(added, json));
      String space = style.spaced() ? " " : "";
      boolean blank = file.text(mapping.content() + 1, mapping.end() - 1).isBlank();
      splices.replace(
          mapping.content() + 1,
          blank ? mapping.end() - 1 : mapping.content() + 1,
          space + entries + space);
    } else {
      boolean absent = value.content() == value.end();
      splices.replace(
          value.content(), value.end(), (absent ? before : "") + style.flow(added, json));
    }
  }

  private static boolean isJson(YamlMapping mapping, MappingChange change) {
    return mapping.entries().isEmpty()
        ? change.parent().filter(FlowWriter::isQuoted).isPresent()
        : isQuoted(mapping.entries().get(0));
  }

  private static boolean isQuoted(Entry entry) {
    return entry.key() instanceof YamlScalar key && key.style() == YamlScalar.Style.DOUBLE_QUOTED;
  }
}
