// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Reason;
import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.List;
import java.util.Optional;

/** Adds elements to lists. */
public final class ListEdits {
  private final YamlText file;

  public ListEdits(YamlText file) {
    this.file = file;
  }

  /** The file with one more element in a list of a mapping. */
  public Edited append(YamlMapping in, String key, String element) {
    Optional<YamlSequence> list = in.sequence(key);
    if (list.isEmpty() || list.get().flow()) {
      return new Edited(
          file.bytes(),
          List.of(
              new Refusal(
                  "",
                  Optional.empty(),
                  Reason.MANIFEST_NOT_EDITABLE,
                  "line "
                      + file.line(in.content())
                      + " has no list "
                      + key
                      + " in block style; add one with an element")));
    }
    int at = file.lineEnd(list.get().end());
    String indent = " ".repeat(file.column(list.get().content()));
    Splices splices = new Splices();
    splices.insert(at, file.lineBreak(at) + indent + "- " + element.replace("\n", "\n  " + indent));
    return new Edited(splices.applyTo(file.bytes()), List.of());
  }
}
