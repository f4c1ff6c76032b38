// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Confidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a policy changes its workloads.
 *
 * @param fallbackToRollout whether the template is changed where pods cannot be resized
 * @param approvalRequired whether only approved Recommendations are applied
 * @param window when a change may begin; empty: always
 * @param cooldown from the end of one change of a workload to the beginning of the next
 * @param maxInFlight workloads of the policy that change at the same time
 * @param watch how long a change is watched after all of it is made
 * @param abortWhen conditions under which a change is undone, beside those that always count
 * @param dryRun whether everything but the writes is done
 * @param whenInterrupted what becomes of a change that is under way when the policy is deleted,
 *     suspended or does not apply any more
 * @param takeOverFrom field managers whose sizes in templates may be taken over; all others are
 *     left alone
 */
public record ApplySettings(
    ApplyStrategy strategy,
    boolean fallbackToRollout,
    boolean approvalRequired,
    Confidence.Level minimumConfidence,
    Optional<MaintenanceWindow> window,
    Duration cooldown,
    StepLimits step,
    int maxInFlight,
    Duration watch,
    List<AbortRule> abortWhen,
    boolean dryRun,
    Interruption whenInterrupted,
    Set<String> takeOverFrom) {

  public ApplySettings {
    abortWhen = List.copyOf(abortWhen);
    takeOverFrom = Set.copyOf(takeOverFrom);
  }

  /**
   * How far one step goes, in percent of the size before it.
   *
   * @param downPercent 1 to 100
   * @param upPercent at least 1; 100 doubles a size at most
   */
  public record StepLimits(int downPercent, int upPercent) {}

  /**
   * A PromQL query that says that a change was bad.
   *
   * @param query any of its values over {@code above} counts
   * @param hold for how long without a break
   */
  public record AbortRule(String name, String query, double above, Duration hold) {}

  /** What becomes of a change that is interrupted. */
  public enum Interruption {
    /** It is brought to its end, so that all pods have one size. */
    FINISH,
    /** The previous sizes are restored. */
    UNDO
  }
}
