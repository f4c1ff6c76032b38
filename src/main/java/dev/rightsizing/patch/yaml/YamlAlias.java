// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.Optional;

/** A node that stands elsewhere in its document; {@link YamlDocument#target} finds it. */
public record YamlAlias(String name, int start, int end) implements YamlNode {

  @Override
  public int content() {
    return start;
  }

  @Override
  public Optional<String> anchor() {
    return Optional.empty();
  }
}
