// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;

/** Collects what changes below one holder, and writes it. */
final class ResourceChanges {
  private final YamlText file;
  private final Splices splices = new Splices();

  ResourceChanges(YamlText file) {
    this.file = file;
  }

  /** Sets the quantity of a slot. */
  void write(Slot slot, String quantity) throws Uneditable {
    if (!slot.missing().isEmpty()) {
      throw new Uneditable("missing keys are not written yet");
    }
    YamlScalar scalar = (YamlScalar) slot.last().value();
    String text =
        switch (scalar.style()) {
          case SINGLE_QUOTED -> "'" + quantity + "'";
          case DOUBLE_QUOTED -> '"' + quantity + '"';
          default -> quantity;
        };
    splices.replace(scalar.content(), scalar.end(), text);
  }

  /** Takes the quantity of a slot away. */
  void remove(Slot slot) throws Uneditable {
    throw new Uneditable("keys are not taken away yet");
  }

  Splices splices() {
    return splices;
  }
}
