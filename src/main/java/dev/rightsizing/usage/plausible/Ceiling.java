// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

/**
 * What the samples of one series can be at most, margins included; cores or bytes.
 *
 * @param ever no machine has more
 * @param proven nothing can be more since the pod was created: its own machine, and for memory a
 *     limit that never changed
 * @param since when the pod was created, in seconds since the epoch; samples before are of another
 * @param machine more than any known machine has; with none known, what few containers use, so that
 *     more is worth a question
 * @param machineKnown whether {@code machine} is of known machines
 * @param limit the limit as it is now, which may have been another one
 * @param ownLimit the same where it has held since the pod was created; else infinite
 */
public record Ceiling(
    double ever,
    double proven,
    long since,
    double machine,
    boolean machineKnown,
    double limit,
    double ownLimit) {

  /** The least that anything is to be asked about. */
  double doubt() {
    return Math.min(Math.min(ever, proven), Math.min(machine, limit));
  }

  /** Whether a sample cannot be, whatever is recorded of its time. */
  boolean excludes(long second, long settled, double value) {
    return value > ever || value > proven && second >= since + settled;
  }

  /**
   * Whether a sample can be by what is known without asking.
   *
   * @param settled seconds after the pod was created in which a sample may be of the one before
   */
  public boolean allows(long second, long settled, double value) {
    return !excludes(second, settled, value) && !(machineKnown && value > machine);
  }
}
