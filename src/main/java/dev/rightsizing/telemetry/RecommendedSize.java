// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRef;
import java.util.Map;

/**
 * What is recommended for one container.
 *
 * @param sizes by resource
 */
public record RecommendedSize(WorkloadRef workload, String container, Map<Resource, Size> sizes) {

  public RecommendedSize {
    sizes = Map.copyOf(sizes);
  }
}
