// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes sizes into a file: all that was asked for a resource of a container, or none of it. What
 * was written is read again before it is given out, and must differ in these sizes alone.
 */
public final class SizeEdits {
  private final YamlText file;

  public SizeEdits(YamlText file) {
    this.file = file;
  }

  /** The quantities below a mapping, requests before limits, CPU before memory. */
  public List<PresentSize> present(YamlMapping holder, List<String> path) {
    SizeReader reader = new SizeReader(file, file.documentOf(holder));
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
    List<Refusal> refused = new ArrayList<>();
    List<SizePlan> plans = new ArrayList<>();
    for (SizeTarget target : targets) {
      SizePlan plan = SizePlan.of(file, target, refused);
      if (!plan.splices().isEmpty()) {
        plans.add(plan);
      }
    }
    if (plans.isEmpty()) {
      return new Edited(file.bytes(), refused);
    }
    Optional<byte[]> together = written(plans);
    return new Edited(together.orElseGet(() -> oneByOne(plans, refused)), refused);
  }

  /** What is in the way of one target does not keep the others from being written. */
  private byte[] oneByOne(List<SizePlan> plans, List<Refusal> refused) {
    List<SizePlan> accepted = new ArrayList<>();
    byte[] bytes = file.bytes();
    for (SizePlan plan : plans) {
      accepted.add(plan);
      Optional<byte[]> next = written(accepted);
      if (next.isPresent()) {
        bytes = next.get();
      } else {
        accepted.remove(plan);
        refused.add(
            new Refusal(
                plan.target().container(),
                Optional.empty(),
                Reason.MANIFEST_NOT_EDITABLE,
                "the sizes below line "
                    + file.line(plan.target().holder().content())
                    + " cannot be written without changing anything else; write them by hand"));
      }
    }
    return bytes;
  }

  /** The file with these changes; empty where they would change more than sizes. */
  private Optional<byte[]> written(List<SizePlan> plans) {
    Splices all = new Splices();
    plans.forEach(plan -> all.addAll(plan.splices()));
    if (all.overlap()) {
      return Optional.empty();
    }
    byte[] bytes = all.applyTo(file.bytes());
    try {
      YamlText result = YamlText.parse(bytes);
      return new ResultCheck(plans).differsInSizesAlone(file, result)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (YamlTextException e) {
      return Optional.empty();
    }
  }
}
