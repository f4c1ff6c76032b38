// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the quantities below a mapping, and whether each can be edited. */
final class SizeReader {
  private final YamlText file;
  private final SlotFinder slots;
  private final Sharing sharing;
  private final TemplateGuard templates;

  /**
   * A quantity with its place.
   *
   * @param sample its text; empty where there is none
   * @param unknown whether the file says something that only a template engine knows
   */
  record Read(Slot slot, PresentSize present, String sample, boolean unknown) {

    /**
     * Whether the file differs from what it shall say. What only a template engine knows stays when
     * the cluster has that value already.
     */
    boolean needs(SizeEdit edit) {
      if (unknown) {
        return !same(edit.from(), edit.to());
      }
      return isOdd() || !same(present.amount(), edit.to());
    }

    /** Whether a value is there that is no quantity. */
    private boolean isOdd() {
      return present.amount().isEmpty()
          && slot.missing().isEmpty()
          && slot.value().filter(v -> !(v instanceof YamlScalar s && s.isNull())).isPresent();
    }

    private static boolean same(Optional<Amount> a, Optional<Amount> b) {
      return a.isPresent() == b.isPresent()
          && (a.isEmpty()
              || a.get().value() == b.get().value()
              || a.get().toQuantity().equals(b.get().toQuantity()));
    }
  }

  SizeReader(YamlText file, YamlDocument document) {
    this.file = file;
    this.slots = new SlotFinder(file, document);
    this.sharing = new Sharing(file, document);
    this.templates = new TemplateGuard(file);
  }

  /** One quantity below a mapping. */
  Read read(YamlMapping holder, List<String> path, Resource resource, Bound bound) {
    List<String> keys = new ArrayList<>(path);
    keys.add(bound.key());
    keys.add(resource.key());
    Slot slot = slots.find(holder, keys);
    Optional<String> fixed = slot.fixed();
    Optional<YamlScalar> scalar =
        slot.value().filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    boolean template = slot.value().filter(v -> file.hasTemplate(v.content(), v.end())).isPresent();
    String sample = scalar.filter(s -> !s.isNull() && !template).map(YamlScalar::value).orElse("");
    Optional<Amount> amount = amount(resource, sample);
    if (fixed.isEmpty() && !sample.isEmpty() && amount.isEmpty()) {
      fixed =
          Optional.of(
              "'"
                  + shortened(sample)
                  + "' on line "
                  + line(slot.value().get())
                  + " is not a quantity; write for example 250m or 900Mi");
    }
    if (fixed.isEmpty()) {
      YamlNode touched = slot.missing().isEmpty() ? slot.last().value() : slot.in();
      fixed = sharing.of(touched);
    }
    boolean unknown = slot.fixed().isPresent() && (template || slot.value().isEmpty());
    int line = scalar.filter(s -> !s.isNull()).map(this::line).orElse(0);
    return new Read(slot, new PresentSize(resource, bound, amount, line, fixed), sample, unknown);
  }

  /**
   * Why a quantity cannot be taken away: a template expression may write another one beside it, so
   * that the key around them has to stay.
   */
  Optional<String> keepsKey(Slot slot, Bound bound) {
    return templates.supplies(slot.in(), "more " + bound.key());
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  private static Optional<Amount> amount(Resource resource, String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Amount.parse(resource, text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private int line(YamlNode node) {
    return file.line(node.content());
  }
}
