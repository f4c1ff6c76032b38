// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.List;
import java.util.Optional;

/**
 * A list.
 *
 * @param flow in brackets
 */
public record YamlSequence(
    List<YamlNode> items,
    boolean flow,
    int start,
    int content,
    int end,
    Optional<String> anchor,
    Optional<String> tag)
    implements YamlNode {

  public YamlSequence {
    items = List.copyOf(items);
  }
}
