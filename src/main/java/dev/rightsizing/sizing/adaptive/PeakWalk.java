// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import dev.rightsizing.model.OwnBackTest;

/**
 * Sizes memory: the greatest peak so far, a margin over it, and the growth that is going on. One
 * sample over the size is a kill, so days count, by their peaks. Replays the container's own days.
 */
final class PeakWalk {
  private static final int DAY = 24;

  /** A day with fewer hours of samples says too little. */
  private static final int LEAST_HOURS = 12;

  private final HourProfile profile;
  private final PeakMargin margin;

  PeakWalk(HourProfile profile, PeakMargin margin) {
    this.profile = profile;
    this.margin = margin;
  }

  /**
   * A size and what it is made of; all but the peak as natural logarithms.
   *
   * @param peak greatest so far, in bytes
   * @param settled margin that long history would get
   * @param shortHistory what is added to it for the history that there is
   * @param growth of a day
   */
  record Sized(double peak, double settled, double shortHistory, double growth) {

    double value() {
      return peak * Math.exp(settled + shortHistory + growth);
    }
  }

  /** The size from an hour on; there must be usage before it. */
  Sized size(long hour) {
    int end = profile.firstFrom(hour);
    PeakChange change = PeakChange.of(profile, end, hour);
    return new Sized(
        profile.greatest(0, end),
        margin.settled(change),
        margin.shortHistory(change),
        change.growth());
  }

  /** How the sizes of the days before an hour did, each from what was before that day. */
  OwnBackTest backTest(long hour) {
    int days = 0;
    int over = 0;
    double waste = 0;
    for (long day = hour - DAY; profile.hour(0) <= day - DAY; day -= DAY) {
      int first = profile.firstFrom(day);
      int last = profile.firstFrom(day + DAY);
      if (last - first >= LEAST_HOURS) {
        double size = size(day).value();
        days++;
        over += profile.greatest(first, last) > size ? 1 : 0;
        waste += Math.max(0, 1 - profile.scale().value(profile.p95(first, last)) / size);
      }
    }
    return days == 0 ? OwnBackTest.NONE : new OwnBackTest(days, (double) over / days, waste / days);
  }
}
