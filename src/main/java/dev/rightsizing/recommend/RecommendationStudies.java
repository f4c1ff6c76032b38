// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.evaluate.Study;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import java.util.Optional;

/** Opens what is known of the workload of a Recommendation, by its policy's rules. */
@FunctionalInterface
public interface RecommendationStudies {

  /**
   * What is known of the workload.
   *
   * @return empty where the policy or the workload is gone, or does not belong to it any more
   * @throws TerminalException when the policy is not valid
   * @throws WorkloadException when the cluster cannot be read
   * @throws UsageException when usage is not in memory and cannot be read
   */
  Optional<Study> open(Recommendation recommendation)
      throws TerminalException, WorkloadException, UsageException;
}
