// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import java.util.List;

/**
 * A file after an edit.
 *
 * @param bytes the new content; the old one where nothing changed
 * @param refused what was left as it is, and why
 */
public record Edited(byte[] bytes, List<Refusal> refused) {

  public Edited {
    bytes = bytes.clone();
    refused = List.copyOf(refused);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }
}
