// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/**
 * Annotations by which people ask for something, on a Recommendation or a policy. Times are in RFC
 * 3339.
 */
public final class RequestAnnotations {
  /** Time of the request to make one step now, without window, cool-down or approval. */
  public static final String APPLY_ONCE = "rightsizing.dev/apply-once";

  /** Time of the request to restore the previous sizes. */
  public static final String UNDO = "rightsizing.dev/undo";

  /** {@code "true"}: no change begins; on a policy: of none of its workloads. */
  public static final String PAUSED = "rightsizing.dev/paused";

  /** Time of the request to begin again, also after a workload was given up. */
  public static final String RESUMED = "rightsizing.dev/resumed";

  private RequestAnnotations() {}
}
