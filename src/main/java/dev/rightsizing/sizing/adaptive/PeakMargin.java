// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import dev.rightsizing.model.Tolerance;

/**
 * How far over the greatest peak so far memory is sized: some for any container, more the more its
 * own peaks change, all of it more while history is short, by the {@link RecordChance}. Natural
 * logarithms of the ratio to the peak, so that a margin means the same at every size.
 *
 * <p>The three constants were fitted to the recordings named in docs/accuracy.md, one set for all
 * of them.
 *
 * @param scale 1 at the tolerance that the constants were fitted for
 */
record PeakMargin(double scale) {
  /** For a container whose peaks have never changed. */
  private static final double QUIET = 0.055;

  /** What is added for one that changes without end: what it may do it has mostly done already. */
  private static final double LIVELY = 0.14;

  /** The change at which half of that is added. */
  private static final double HALF = 0.02;

  /**
   * For a share of days that may exceed the size. The chance of an excess falls about with the
   * third power of the margin: half of the days over take a quarter more margin.
   *
   * @param tolerance greater than 0
   */
  static PeakMargin tolerating(double tolerance) {
    return new PeakMargin(Math.cbrt(Tolerance.BALANCED.daysOver() / tolerance));
  }

  /** With endless history. */
  double settled(PeakChange change) {
    return scale * (QUIET + LIVELY * change.own() / (change.own() + HALF));
  }

  /** What is added to it for the history that there is. */
  double shortHistory(PeakChange change) {
    return settled(change) * RecordChance.after(change.history());
  }
}
