// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.YamlAlias;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows paths of keys, and says where a file's way of writing them forbids an edit. */
final class SlotFinder {
  /** Nodes that are looked into for merge keys; a file that needs more wants to exhaust readers. */
  private static final int MOST_MERGED = 1000;

  private final YamlText file;
  private final YamlDocument document;
  private final TemplateGuard templates;
  private int merged;

  SlotFinder(YamlText file, YamlDocument document) {
    this.file = file;
    this.document = document;
    this.templates = new TemplateGuard(file);
  }

  /** The slot at a path below a mapping. */
  Slot find(YamlMapping holder, List<String> path) {
    merged = 0;
    List<Entry> chain = new ArrayList<>();
    YamlMapping in = holder;
    for (int i = 0; i < path.size(); i++) {
      String key = path.get(i);
      List<String> rest = path.subList(i + 1, path.size());
      List<Entry> entries = entries(in, key);
      if (entries.isEmpty()) {
        return absent(chain, in, path.subList(i, path.size()));
      }
      Entry entry = entries.get(0);
      chain.add(entry);
      Optional<String> fixed = fixed(entries, key);
      if (fixed.isPresent()) {
        Optional<YamlNode> value =
            entries.size() > 1 ? Optional.empty() : follow(Optional.of(entry.value()), rest);
        return new Slot(chain, in, List.of(), value, fixed);
      }
      if (rest.isEmpty()) {
        return new Slot(
            chain, in, List.of(), Optional.of(entry.value()), scalarFixed(entry.value()));
      }
      if (entry.value() instanceof YamlMapping mapping) {
        in = mapping;
      } else {
        return new Slot(chain, in, rest, Optional.empty(), notMapping(entry, key));
      }
    }
    return new Slot(chain, in, List.of(), Optional.of(in), Optional.empty());
  }

  private static List<Entry> entries(YamlMapping in, String key) {
    List<Entry> found = new ArrayList<>(1);
    for (Entry entry : in.entries()) {
      if (entry.is(key)) {
        found.add(entry);
      }
    }
    return found;
  }

  private Slot absent(List<Entry> chain, YamlMapping in, List<String> missing) {
    for (Entry entry : entries(in, "<<")) {
      Optional<YamlNode> value = merged(entry.value(), missing.get(0));
      boolean unknown = !known(entry.value()) || merged > MOST_MERGED;
      if (value.isPresent() || unknown) {
        String fixed =
            "the merge key << on line "
                + line(entry.key())
                + (unknown ? " may supply " : " supplies ")
                + missing.get(0)
                + "; write "
                + missing.get(0)
                + " out where it is used";
        return new Slot(
            chain,
            in,
            missing,
            follow(value, missing.subList(1, missing.size())),
            Optional.of(fixed));
      }
    }
    return new Slot(chain, in, missing, Optional.empty(), templates.supplies(in, missing.get(0)));
  }

  private Optional<String> fixed(List<Entry> entries, String key) {
    if (entries.size() > 1) {
      return Optional.of(
          key
              + " stands twice, on lines "
              + line(entries.get(0).key())
              + " and "
              + line(entries.get(1).key())
              + "; leave one, or add an edit mark to a file that has one");
    }
    YamlNode value = entries.get(0).value();
    if (value instanceof YamlAlias alias) {
      return Optional.of(
          key
              + " on line "
              + line(alias)
              + " is the alias *"
              + alias.name()
              + document
                  .target(alias)
                  .map(n -> " of line " + line(n) + new Sharing(file, document).others(alias))
                  .orElse(" of nothing")
              + "; write the sizes out there");
    }
    return templates.expression(value, key);
  }

  private Optional<String> scalarFixed(YamlNode value) {
    if (!(value instanceof YamlScalar scalar)) {
      return Optional.of(
          "line " + line(value) + " has no quantity but a mapping or list; correct it");
    }
    if (scalar.style().isBlock()) {
      return Optional.of(
          "the quantity on line " + line(value) + " is a block scalar; write it on one line");
    }
    boolean text = scalar.tag().map(t -> t.equals("!") || t.endsWith(":str")).orElse(true);
    return text
        ? Optional.empty()
        : Optional.of(
            "the quantity on line "
                + line(value)
                + " has the tag "
                + scalar.tag().orElse("")
                + "; take the tag away");
  }

  private Optional<String> notMapping(Entry entry, String key) {
    if (entry.value() instanceof YamlScalar scalar && scalar.isNull()) {
      return templates.below(entry, key);
    }
    return Optional.of(key + " on line " + line(entry.key()) + " is not a mapping; correct it");
  }

  /** What readers find below a value, aliases and merge keys followed. */
  private Optional<YamlNode> follow(Optional<YamlNode> from, List<String> path) {
    Optional<YamlNode> node = from.flatMap(document::resolved);
    for (String key : path) {
      node = node.flatMap(n -> merged(n, key)).flatMap(document::resolved);
    }
    return node;
  }

  /** The value of a key of a mapping, its merge keys, or a list of mappings. */
  private Optional<YamlNode> merged(YamlNode from, String key) {
    Optional<YamlNode> node = document.resolved(from);
    if (node.isEmpty() || ++merged > MOST_MERGED) {
      return Optional.empty();
    }
    if (node.get() instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        Optional<YamlNode> value = merged(item, key);
        if (value.isPresent()) {
          return value;
        }
      }
    } else if (node.get() instanceof YamlMapping mapping) {
      Optional<YamlNode> own = mapping.get(key);
      return own.isPresent() ? own : mapping.get("<<").flatMap(merge -> merged(merge, key));
    }
    return Optional.empty();
  }

  private boolean known(YamlNode merge) {
    if (merge instanceof YamlSequence sequence) {
      return sequence.items().stream().allMatch(this::known);
    }
    return document.resolved(merge).filter(YamlMapping.class::isInstance).isPresent()
        && templates.expression(merge, "<<").isEmpty();
  }

  private int line(YamlNode node) {
    return file.line(node.content());
  }
}
