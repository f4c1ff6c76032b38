// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import java.util.Collection;
import java.util.Map;

/**
 * The port to what is used right now. It is asked only for workloads whose memory would fall, or
 * that are watched, and for many at once. Never throws.
 */
public interface LiveUsage {

  /**
   * The working sets of workloads, by container the most of all of its pods; one that could not be
   * read is absent.
   */
  Map<WorkloadRef, Map<String, Amount>> workingSets(Collection<WorkloadRef> refs);

  /** What a condition of {@code spec.apply.abortWhen} says. */
  Answer ask(AbortRule rule);

  /** The answer of a condition. */
  sealed interface Answer {
    /**
     * The greatest value, and whether it has been over the threshold for as long as the rule asks.
     */
    record Measured(double greatest, boolean broken) implements Answer {}

    /** It could not be read, or the answer has no value. */
    record Unknown(String why) implements Answer {}
  }

  /** Knows nothing. */
  LiveUsage NONE =
      new LiveUsage() {
        @Override
        public Map<WorkloadRef, Map<String, Amount>> workingSets(Collection<WorkloadRef> refs) {
          return Map.of();
        }

        @Override
        public Answer ask(AbortRule rule) {
          return new Answer.Unknown("no source of usage is known");
        }
      };
}
