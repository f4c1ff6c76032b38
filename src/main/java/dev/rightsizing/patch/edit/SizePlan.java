// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a target needs.
 *
 * @param written the quantities that the file has not yet
 */
record SizePlan(SizeTarget target, List<SizeEdit> written, Splices splices) {

  /** The plan, and what it cannot do. */
  static SizePlan of(YamlText file, SizeTarget target, List<Refusal> refused) {
    Map<Resource, List<SizeEdit>> byResource = new LinkedHashMap<>();
    for (SizeEdit edit : target.edits()) {
      byResource.computeIfAbsent(edit.resource(), r -> new ArrayList<>()).add(edit);
    }
    YamlDocument document = file.documentOf(target.holder());
    SizeReader reader = new SizeReader(file, document);
    ResourceChanges changes =
        new ResourceChanges(
            file, target, WritingStyle.of(file, document.root(), target.holder(), target.path()));
    List<SizeEdit> written = new ArrayList<>();
    for (Map.Entry<Resource, List<SizeEdit>> entry : byResource.entrySet()) {
      try {
        written.addAll(change(reader, target, entry.getValue(), changes));
      } catch (Uneditable e) {
        refused.add(refusal(target, entry.getKey(), e));
      }
    }
    try {
      return new SizePlan(target, written, changes.splices());
    } catch (Uneditable e) {
      for (Resource resource : Resource.values()) {
        if (written.stream().anyMatch(w -> w.resource() == resource)) {
          refused.add(refusal(target, resource, e));
        }
      }
      return new SizePlan(target, List.of(), new Splices());
    }
  }

  private static Refusal refusal(SizeTarget target, Resource resource, Uneditable e) {
    return new Refusal(
        target.container(),
        Optional.of(resource),
        Reason.MANIFEST_NOT_EDITABLE,
        (target.container().isEmpty() ? "" : "container " + target.container() + ": ")
            + e.getMessage());
  }

  /** Collects the changes of one resource, all or none. */
  private static List<SizeEdit> change(
      SizeReader reader, SizeTarget target, List<SizeEdit> edits, ResourceChanges changes)
      throws Uneditable {
    Map<Bound, SizeReader.Read> reads = new LinkedHashMap<>();
    for (Bound bound : Bound.values()) {
      reads.put(bound, reader.read(target.holder(), target.path(), edits.get(0).resource(), bound));
    }
    List<SizeEdit> needed =
        edits.stream().filter(edit -> reads.get(edit.bound()).needs(edit)).toList();
    for (SizeEdit edit : needed) {
      Optional<String> fixed = reads.get(edit.bound()).present().fixed();
      if (fixed.isEmpty() && edit.to().isEmpty()) {
        fixed = reader.keepsKey(reads.get(edit.bound()).slot(), edit.bound());
      }
      if (fixed.isPresent()) {
        throw new Uneditable(fixed.get());
      }
    }
    if (!needed.isEmpty()) {
      holdOrder(reads, edits);
    }
    for (SizeEdit edit : needed) {
      Slot slot = reads.get(edit.bound()).slot();
      if (edit.to().isPresent()) {
        changes.write(slot, QuantitySpelling.like(sample(reads, edit.bound()), edit.to().get()));
      } else {
        changes.remove(slot);
      }
    }
    return needed;
  }

  /** The text of the quantity itself, or else of the other bound. */
  private static String sample(Map<Bound, SizeReader.Read> reads, Bound bound) {
    String own = reads.get(bound).sample();
    Bound other = bound == Bound.REQUEST ? Bound.LIMIT : Bound.REQUEST;
    return own.isEmpty() ? reads.get(other).sample() : own;
  }

  /** A pod whose request is over its limit is not admitted. */
  private static void holdOrder(Map<Bound, SizeReader.Read> reads, List<SizeEdit> edits)
      throws Uneditable {
    Optional<Amount> request = after(reads, edits, Bound.REQUEST);
    Optional<Amount> limit = after(reads, edits, Bound.LIMIT);
    if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
      int line = reads.get(Bound.LIMIT).present().line();
      throw new Uneditable(
          "the "
              + request.get().resource().key()
              + " request "
              + request.get().toQuantity()
              + " would be over the limit "
              + limit.get().toQuantity()
              + (line == 0 ? "" : " of line " + line)
              + "; change both together");
    }
  }

  private static Optional<Amount> after(
      Map<Bound, SizeReader.Read> reads, List<SizeEdit> edits, Bound bound) {
    return edits.stream()
        .filter(edit -> edit.bound() == bound)
        .findFirst()
        .map(SizeEdit::to)
        .orElse(reads.get(bound).present().amount());
  }
}
