// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PreviousSize;
import dev.rightsizing.model.Resource;
import java.util.Optional;

/** What the Adaptive estimator asked for at the last evaluation. */
@FunctionalInterface
public interface PreviousSizes {
  /** No previous sizes: a first evaluation, or one without state. */
  PreviousSizes NONE = (container, resource) -> Optional.empty();

  /** The size of one resource of one container; empty when there is none. */
  Optional<PreviousSize> of(ContainerRef container, Resource resource);
}
