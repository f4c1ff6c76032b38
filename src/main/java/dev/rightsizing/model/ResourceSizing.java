// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * The outcome for one resource of one container.
 *
 * @param usage absent when there is none
 * @param recommended equal to the current size when nothing should change
 * @param adaptive what the Adaptive estimator picked; empty with another
 * @param explanation one line that leads from the usage to the size, every cap in order
 * @param maxTooLow whether the policy's max is under what OOM kills ask for
 */
public record ResourceSizing(
    Resource resource,
    Size current,
    SizeOrigin origin,
    Optional<UsageSummary> usage,
    Size recommended,
    Verdict verdict,
    String explanation,
    Optional<AdaptiveSize> adaptive,
    boolean maxTooLow) {

  /** The same with more in its explanation. */
  public ResourceSizing saying(String more) {
    return more.isEmpty() ? this : with(recommended, verdict, explanation + more);
  }

  /** Another size, with the whole line that leads to it. */
  public ResourceSizing with(Size size, Verdict other, String explanation) {
    return new ResourceSizing(
        resource, current, origin, usage, size, other, explanation, adaptive, maxTooLow);
  }

  /** The current size, because the API server would refuse a new pod of another. */
  public ResourceSizing notAdmitted(String more) {
    return verdict.keepsAll() ? this : with(current, Verdict.NOT_ADMITTED, explanation + more);
  }

  /**
   * Whether each pod keeps the limit that it has. Where the verdict keeps the request, a limit may
   * still be raised.
   */
  public boolean keepsLimit() {
    return verdict.keepsAll() && recommended.limit().equals(current.limit());
  }
}
