// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

/**
 * How tomorrow's CPU usage may differ from what was seen, and what it costs when it goes over the
 * size. A throttled moment is the shorter the smaller the share, so samples over it count.
 *
 * <p>Each value seen is expected again, times a factor whose logarithm has two-sided exponential
 * tails: a narrow one that is always there, as wide as the container's own hour-to-hour changes ask
 * for, and, with a small chance, a wide one for abrupt jumps, which no past announces. The
 * constants were fitted to the recordings named in docs/accuracy.md, one set for all of them.
 *
 * @param halfLives in days, by which a value's weight halves; the first is the usual one
 * @param lastingShare share of the weight that follows {@code lastingHalfLife} instead
 * @param lastingHalfLife in days
 * @param calm width of the narrow factor for a container that never changes
 * @param calmOwn added in quadrature, per unit of the container's mean change from hour to hour
 * @param jumpShare chance of a jump
 * @param jump width of a jump
 * @param jumpOwn added in quadrature, per unit of the standard deviation between hours
 * @param price loss per share of usage over the size, at the tolerance, in shares of slack
 * @param steepness exponent by which the loss grows with the share over
 * @param tolerance share of samples over the size that is tolerated
 */
record RiskModel(
    double[] halfLives,
    double lastingShare,
    double lastingHalfLife,
    double calm,
    double calmOwn,
    double jumpShare,
    double jump,
    double jumpOwn,
    double price,
    double steepness,
    double tolerance) {

  static final RiskModel CPU =
      new RiskModel(
          new double[] {0.42, 1, 2, 7},
          0.07,
          0.7,
          0.007,
          0.056,
          0.065,
          0.082,
          0.176,
          13,
          1.3,
          0.015);

  /**
   * The same for another tolerance. The price per share grows as the tolerance shrinks, so that at
   * the tolerance the loss is the same.
   *
   * @param share greater than 0
   */
  RiskModel tolerating(double share) {
    return new RiskModel(
        halfLives,
        lastingShare,
        lastingHalfLife,
        calm,
        calmOwn,
        jumpShare,
        jump,
        jumpOwn,
        price * tolerance / share,
        steepness,
        share);
  }

  /** What a share of usage over the size costs, in shares of slack. */
  double loss(double over) {
    return over <= 0 ? 0 : price * tolerance / steepness * Math.pow(over / tolerance, steepness);
  }
}
