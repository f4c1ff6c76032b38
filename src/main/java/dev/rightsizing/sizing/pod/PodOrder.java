// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import java.util.Comparator;

/** The order in which the containers of a pod start. */
final class PodOrder {

  /** Init containers and sidecars in the order of their list, then the ordinary ones. */
  static final Comparator<ContainerSizing> IN_POD =
      Comparator.comparing((ContainerSizing c) -> c.container().role() == ContainerRole.MAIN)
          .thenComparing(c -> c.container().index());

  private PodOrder() {}
}
