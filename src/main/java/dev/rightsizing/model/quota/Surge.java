// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

/**
 * The pods that a workload may have over its replicas while it rolls.
 *
 * @param amount pods, or whole percents of the replicas; not negative
 */
public record Surge(int amount, boolean percent) {

  /** All old pods go before new ones come, or one is replaced at a time. */
  public static final Surge NONE = new Surge(0, false);

  /** What a Deployment does that says nothing: 25 % (apps/v1). */
  public static final Surge DEFAULT = new Surge(25, true);

  /** Whole pods; a percentage is rounded up, as the Deployment controller does. */
  public int of(int replicas) {
    return percent ? (int) Math.ceil(replicas * (long) amount / 100.0) : amount;
  }
}
