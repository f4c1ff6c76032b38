// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes sizes into a file: all that was asked for a resource of a container, or none of it. */
public final class SizeEdits {
  private final YamlText file;

  public SizeEdits(YamlText file) {
    this.file = file;
  }

  /** The quantities below a mapping, requests before limits, CPU before memory. */
  public List<PresentSize> present(YamlMapping holder, List<String> path) {
    SizeReader reader = new SizeReader(file, document(holder));
    List<PresentSize> sizes = new ArrayList<>();
    for (Bound bound : Bound.values()) {
      for (Resource resource : Resource.values()) {
        sizes.add(reader.read(holder, path, resource, bound).present());
      }
    }
    return sizes;
  }

  /** The file with the sizes of all targets. */
  public Edited write(List<SizeTarget> targets) {
    Splices all = new Splices();
    List<Refusal> refused = new ArrayList<>();
    for (SizeTarget target : targets) {
      all.addAll(plan(target, refused));
    }
    return new Edited(all.applyTo(file.bytes()), refused);
  }

  private Splices plan(SizeTarget target, List<Refusal> refused) {
    SizeReader reader = new SizeReader(file, document(target.holder()));
    Map<Resource, List<SizeEdit>> byResource = new LinkedHashMap<>();
    for (SizeEdit edit : target.edits()) {
      byResource.computeIfAbsent(edit.resource(), r -> new ArrayList<>()).add(edit);
    }
    ResourceChanges changes = new ResourceChanges(file);
    byResource.forEach(
        (resource, edits) -> {
          try {
            change(reader, target, edits, changes);
          } catch (Uneditable e) {
            refused.add(
                new Refusal(
                    target.container(),
                    Optional.of(resource),
                    Reason.MANIFEST_NOT_EDITABLE,
                    e.getMessage()));
          }
        });
    return changes.splices();
  }

  private void change(
      SizeReader reader, SizeTarget target, List<SizeEdit> edits, ResourceChanges changes)
      throws Uneditable {
    List<SizeEdit> needed = new ArrayList<>();
    List<SizeReader.Read> reads = new ArrayList<>();
    for (SizeEdit edit : edits) {
      SizeReader.Read read =
          reader.read(target.holder(), target.path(), edit.resource(), edit.bound());
      if (read.needs(edit)) {
        if (read.present().fixed().isPresent()) {
          throw new Uneditable(read.present().fixed().get());
        }
        needed.add(edit);
        reads.add(read);
      }
    }
    for (int i = 0; i < needed.size(); i++) {
      Optional<Amount> to = needed.get(i).to();
      if (to.isPresent()) {
        changes.write(reads.get(i).slot(), QuantitySpelling.like(reads.get(i).sample(), to.get()));
      } else {
        changes.remove(reads.get(i).slot());
      }
    }
  }

  private YamlDocument document(YamlNode node) {
    for (YamlDocument document : file.documents()) {
      if (document.root().start() <= node.start() && node.end() <= document.root().end()) {
        return document;
      }
    }
    throw new IllegalArgumentException("the node is of another file");
  }
}
