// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what changes below one holder, mapping by mapping, and writes it. */
final class ResourceChanges {
  private final YamlText file;
  private final SizeTarget target;
  private final WritingStyle style;
  private final Splices splices = new Splices();
  private final Map<YamlMapping, MappingChange> changes = new IdentityHashMap<>();
  private final List<MappingChange> order = new ArrayList<>();
  private final Map<Integer, NullFill> fills = new LinkedHashMap<>();

  /** An entry without a value that gets one. */
  private record NullFill(Entry entry, YamlMapping in, Addition.Keys added) {}

  ResourceChanges(YamlText file, SizeTarget target, WritingStyle style) {
    this.file = file;
    this.target = target;
    this.style = style;
  }

  /** Sets the quantity of a slot. */
  void write(Slot slot, String quantity) {
    if (slot.missing().isEmpty()) {
      replace((YamlScalar) slot.last().value(), slot.last(), quantity);
      return;
    }
    String text = WritingStyle.quoted(style.quotes(), quantity);
    if (slot.belowNull()) {
      fills
          .computeIfAbsent(
              slot.last().key().start(),
              k -> new NullFill(slot.last(), slot.in(), new Addition.Keys()))
          .added
          .put(slot.missing(), text);
    } else {
      change(slot).added().put(slot.missing(), text);
    }
  }

  private void replace(YamlScalar scalar, Entry entry, String quantity) {
    if (scalar.isNull()) {
      String text = WritingStyle.quoted(style.quotes(), quantity);
      String before = scalar.value().isEmpty() ? beforeValue(entry) : "";
      splices.replace(scalar.content(), scalar.end(), before + text);
    } else {
      String text = WritingStyle.quoted(scalar.style(), quantity);
      splices.replace(scalar.content(), scalar.end(), text);
    }
  }

  /** What parts a value that is absent so far from its key. */
  private String beforeValue(Entry entry) {
    for (int i = entry.key().end(); i < entry.value().end(); i++) {
      if (file.at(i) == ':') {
        return " ";
      }
    }
    return ": ";
  }

  /** Takes the quantity of a slot away. */
  void remove(Slot slot) {
    change(slot).removed().add(slot.last());
  }

  private MappingChange change(Slot slot) {
    return change(slot.chain(), slot.in());
  }

  private MappingChange change(List<Entry> chain, YamlMapping in) {
    MappingChange known = changes.get(in);
    if (known != null) {
      return known;
    }
    int parent = chain.size() - 1;
    while (parent >= 0 && chain.get(parent).value() != in) {
      parent--;
    }
    MappingChange change = new MappingChange(in, chain.subList(0, parent + 1));
    changes.put(in, change);
    order.add(change);
    return change;
  }

  /** All replacements. */
  Splices splices() throws Uneditable {
    for (MappingChange change : List.copyOf(order)) {
      if (change.isEmptied() && change.chain().size() == target.path().size() + 1) {
        dissolve(change);
      }
    }
    BlockWriter block = new BlockWriter(file, style, splices);
    FlowWriter flow = new FlowWriter(file, style, splices);
    // What stands deeper comes first where several things are added behind the same line.
    for (NullFill fill : fills.values()) {
      fill(block, flow, fill.entry(), fill.in(), fill.added());
    }
    order.sort(Comparator.comparingInt((MappingChange c) -> c.chain().size()).reversed());
    for (MappingChange change : order) {
      Optional<YamlMapping> around = around(change);
      boolean flowAround = around.map(YamlMapping::flow).orElse(true);
      if (!change.mapping().flow()) {
        block.write(change, dissolved(change));
      } else if (change.mapping().entries().isEmpty() && !flowAround) {
        Entry parent = change.parent().orElseThrow();
        fill(block, flow, parent, around.orElseThrow(), change.added());
      } else if (!dissolved(change)) {
        flow.write(change);
      }
    }
    block.finish();
    return splices;
  }

  /** Gives a value to a key that has none, or only braces. */
  private void fill(
      BlockWriter block, FlowWriter flow, Entry entry, YamlMapping in, Addition.Keys added)
      throws Uneditable {
    boolean inFlow = in.flow() || style.inFlow(((YamlScalar) entry.key()).value());
    if (inFlow || !block.canFill(entry)) {
      flow.fill(entry, in, added, entry.value() instanceof YamlScalar ? beforeValue(entry) : "");
    } else {
      block.fill(entry, added);
    }
  }

  /** Requests or limits of which nothing is left go with their key. */
  private void dissolve(MappingChange change) {
    List<Entry> above = change.chain().subList(0, change.chain().size() - 1);
    YamlMapping around =
        above.isEmpty() ? target.holder() : (YamlMapping) above.get(above.size() - 1).value();
    change(above, around).removed().add(change.parent().orElseThrow());
  }

  private boolean dissolved(MappingChange change) {
    return around(change)
        .map(changes::get)
        .filter(a -> change.parent().filter(a::removes).isPresent())
        .isPresent();
  }

  /** The mapping that a changed one is a value in; empty for the holder. */
  private Optional<YamlMapping> around(MappingChange change) {
    List<Entry> chain = change.chain();
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        chain.size() == 1 ? target.holder() : (YamlMapping) chain.get(chain.size() - 2).value());
  }
}
