// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.function.Function;

/** Lists the objects of a namespace. Safe for use by several threads. */
public interface ObjectReader {

  /**
   * All objects of a kind, each reduced; none where there is nothing to list (404).
   *
   * @param keep the same each time for a kind
   * @throws WorkloadException if the API server refuses or does not answer
   */
  <T extends HasMetadata, R> List<R> read(
      ResourceType<T> kind, String namespace, Function<T, R> keep) throws WorkloadException;
}
