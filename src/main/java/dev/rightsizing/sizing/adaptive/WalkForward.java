// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import dev.rightsizing.model.OwnBackTest;
import java.util.Comparator;
import java.util.stream.DoubleStream;

/**
 * Sizes CPU. Replays a container's own past: sizes each day from what was before it and looks how
 * that went. The half-life that would have cost least is picked; the usual one where the past is
 * short.
 */
final class WalkForward {
  private static final int DAY = PastDays.DAY;

  /** A day with fewer hours of samples says too little. */
  private static final int LEAST_HOURS = 12;

  /** The weight of a day's result halves in this many days. */
  private static final double FORGET = 5;

  /** The usual half-life counts as if it had been right on so many days. */
  private static final double TRUST = 5;

  /** What another half-life must be better by, per doubling, in shares of slack. */
  private static final double PREFERENCE = 0.03;

  /** One terrible day must not decide alone. */
  private static final double WORST = 1;

  /** Half of the peak, as a logarithm: over it slack says little and the bill much. */
  private static final double MOST_MARGIN = Math.log(1.5);

  private final HourProfile profile;
  private final PastDays past;
  private final LeastLoss leastLoss;
  private final RiskModel model;

  WalkForward(HourProfile profile, PastDays past, LeastLoss leastLoss, RiskModel model) {
    this.profile = profile;
    this.past = past;
    this.leastLoss = leastLoss;
    this.model = model;
  }

  /** A half-life with its results. */
  record Choice(double halfLife, OwnBackTest backTest) {}

  /** The half-life for the day after an hour. */
  Choice choose(long hour) {
    return DoubleStream.of(model.halfLives())
        .mapToObj(halfLife -> trial(halfLife, hour))
        .min(Comparator.comparingDouble(Trial::cost))
        .map(trial -> new Choice(trial.halfLife, trial.backTest()))
        .orElseThrow();
  }

  private Trial trial(double halfLife, long hour) {
    Trial trial = new Trial(halfLife);
    for (long day = hour - DAY; tryable(day); day -= DAY) {
      trial.add(day);
    }
    return trial;
  }

  /** Whether there is a day of hours before this one. */
  private boolean tryable(long day) {
    return profile.hour(0) <= day - DAY;
  }

  /** The size from an hour on, as a bin. */
  double size(long hour, double halfLife) {
    past.upTo(hour, halfLife, model);
    int end = profile.firstFrom(hour);
    OwnChange change = OwnChange.of(profile, end);
    int least = Math.max((int) past.reference(), past.everyHour());
    double size =
        leastLoss.size(past.weights(), past.bins(), past.reference(), least, model, change);
    return Math.min(size, profile.peak(0, end) + MOST_MARGIN / profile.scale().step());
  }

  /** One half-life on all days. */
  private final class Trial {
    private final double halfLife;
    private int days;
    private double over;
    private double slack;
    private double loss;
    private double weight;
    private double worth = 1;

    Trial(double halfLife) {
      this.halfLife = halfLife;
    }

    void add(long day) {
      int first = profile.firstFrom(day);
      int last = profile.firstFrom(day + DAY);
      if (last - first >= LEAST_HOURS) {
        double bin = size(day, halfLife);
        double share = past.over(first, last, bin);
        double unused = 1 - Math.exp((profile.p95(first, last) - bin) * profile.scale().step());
        days++;
        over += share;
        slack += Math.max(0, unused);
        loss += worth * Math.min(WORST, Math.max(-WORST, unused) + model.loss(share));
        weight += worth;
      }
      worth *= Math.pow(0.5, 1 / FORGET);
    }

    double cost() {
      double away = Math.abs(Math.log(halfLife / model.halfLives()[0]) / Math.log(2));
      return (loss + TRUST * PREFERENCE * away) / (weight + TRUST);
    }

    OwnBackTest backTest() {
      return days == 0 ? OwnBackTest.NONE : new OwnBackTest(days, over / days, slack / days);
    }
  }
}
