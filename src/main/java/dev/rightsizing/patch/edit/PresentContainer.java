// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.ContainerRole;
import java.util.List;

/**
 * A container as a file has it, or the pod as a whole.
 *
 * @param name empty for the pod
 * @param line of its first key, from 1
 * @param sizes both bounds of both resources
 */
public record PresentContainer(String name, ContainerRole role, int line, List<PresentSize> sizes) {
  public PresentContainer {
    sizes = List.copyOf(sizes);
  }
}
