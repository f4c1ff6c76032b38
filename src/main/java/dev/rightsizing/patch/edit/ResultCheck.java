// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.yaml.YamlAlias;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a file with its edited form: they may differ in what was to be written alone. */
final class ResultCheck {
  private final Map<YamlMapping, Keys> expected = new IdentityHashMap<>();

  private sealed interface Expected {}

  private record Quantity(Resource resource, Optional<Amount> amount) implements Expected {}

  private record Keys(Map<String, Expected> byKey) implements Expected {
    private static final Keys NONE = new Keys(Map.of());
  }

  ResultCheck(List<SizePlan> plans) {
    for (SizePlan plan : plans) {
      Keys root =
          expected.computeIfAbsent(plan.target().holder(), h -> new Keys(new LinkedHashMap<>()));
      for (SizeEdit edit : plan.written()) {
        Keys at = root;
        for (String key : plan.target().path()) {
          at = below(at, key);
        }
        below(at, edit.bound().key())
            .byKey
            .put(edit.resource().key(), new Quantity(edit.resource(), edit.to()));
      }
    }
  }

  private static Keys below(Keys at, String key) {
    return (Keys) at.byKey.computeIfAbsent(key, k -> new Keys(new LinkedHashMap<>()));
  }

  boolean differsInSizesAlone(YamlText before, YamlText after) {
    if (before.documents().size() != after.documents().size()) {
      return false;
    }
    for (int i = 0; i < before.documents().size(); i++) {
      if (!same(before.documents().get(i).root(), after.documents().get(i).root())) {
        return false;
      }
    }
    return true;
  }

  private boolean same(YamlNode before, YamlNode after) {
    if (!before.anchor().equals(after.anchor())) {
      return false;
    }
    if (before instanceof YamlScalar a && after instanceof YamlScalar b) {
      return a.style() == b.style() && a.value().equals(b.value()) && a.tag().equals(b.tag());
    }
    if (before instanceof YamlAlias a && after instanceof YamlAlias b) {
      return a.name().equals(b.name());
    }
    if (before instanceof YamlSequence a && after instanceof YamlSequence b) {
      return a.tag().equals(b.tag()) && sameItems(a.items(), b.items());
    }
    return before instanceof YamlMapping a
        && after instanceof YamlMapping b
        && a.tag().equals(b.tag())
        && sameEntries(a.entries(), b.entries(), expected.getOrDefault(a, Keys.NONE));
  }

  private boolean sameItems(List<YamlNode> before, List<YamlNode> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!same(before.get(i), after.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameEntries(List<Entry> before, List<Entry> after, Keys keys) {
    List<Entry> kept = without(before, keys);
    List<Entry> now = without(after, keys);
    if (kept.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < kept.size(); i++) {
      if (!same(kept.get(i).key(), now.get(i).key())
          || !same(kept.get(i).value(), now.get(i).value())) {
        return false;
      }
    }
    for (Map.Entry<String, Expected> key : keys.byKey.entrySet()) {
      List<YamlNode> old = values(before, key.getKey());
      List<YamlNode> written = values(after, key.getKey());
      if (old.size() > 1 || written.size() > 1 || !fits(old, written, key.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static List<Entry> without(List<Entry> entries, Keys keys) {
    return keys.byKey.isEmpty()
        ? entries
        : entries.stream()
            .filter(e -> !(e.key() instanceof YamlScalar k && keys.byKey.containsKey(k.value())))
            .toList();
  }

  private static List<YamlNode> values(List<Entry> entries, String key) {
    List<YamlNode> values = new ArrayList<>(1);
    for (Entry entry : entries) {
      if (entry.is(key)) {
        values.add(entry.value());
      }
    }
    return values;
  }

  private boolean fits(List<YamlNode> before, List<YamlNode> after, Expected what) {
    if (what instanceof Quantity quantity) {
      return says(after, quantity);
    }
    Optional<List<Entry>> old = entries(before);
    Optional<List<Entry>> now = entries(after);
    return old.isPresent() && now.isPresent() && sameEntries(old.get(), now.get(), (Keys) what);
  }

  /** No entries where there is nothing; empty for what is no mapping. */
  private static Optional<List<Entry>> entries(List<YamlNode> value) {
    if (value.isEmpty() || value.get(0) instanceof YamlScalar scalar && scalar.isNull()) {
      return Optional.of(List.of());
    }
    return value.get(0) instanceof YamlMapping mapping
        ? Optional.of(mapping.entries())
        : Optional.empty();
  }

  private static boolean says(List<YamlNode> value, Quantity quantity) {
    if (value.isEmpty() || !(value.get(0) instanceof YamlScalar scalar) || scalar.isNull()) {
      return value.isEmpty() && quantity.amount.isEmpty();
    }
    try {
      Amount written = Amount.parse(quantity.resource, scalar.value());
      return quantity
          .amount
          .filter(a -> a.value() == written.value() || a.toQuantity().equals(written.toQuantity()))
          .isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
