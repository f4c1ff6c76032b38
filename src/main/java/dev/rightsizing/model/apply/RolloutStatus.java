// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/**
 * Where a workload's own roll-out stands.
 *
 * @param paused whether it is held ({@code spec.paused})
 * @param progressing whether pods are being replaced, or the controller has not yet looked at its
 *     newest spec
 * @param stuck whether it has given up ({@code ProgressDeadlineExceeded})
 * @param desired pods that it asks for
 * @param ready pods that are ready
 * @param onDelete whether a change of the template replaces no pod ({@code OnDelete}, or a CronJob)
 * @param recreate whether all pods end before new ones begin
 * @param surge how many pods more there are at the most while it is rolled out
 */
public record RolloutStatus(
    boolean paused,
    boolean progressing,
    boolean stuck,
    int desired,
    int ready,
    boolean onDelete,
    boolean recreate,
    int surge) {

  /** Whether all is calm and every pod is ready. */
  public boolean isHealthy() {
    return !paused && !progressing && !stuck && ready >= desired;
  }
}
