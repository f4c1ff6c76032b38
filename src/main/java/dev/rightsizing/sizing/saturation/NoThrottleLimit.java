// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.sizing.saturation.ThrottleCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The CPU limit under which past throttled periods would have stayed under 1 %.
 *
 * <p>A quota is counted over 100 ms, usage over minutes, so a burst that is throttled does not show
 * in usage: a limit needs a factor over the peak. It comes from the container's own hours ({@link
 * ThrottleCurve}): where its share stays under 1 % up to a load u = peak / limit, the factor is 1 /
 * u; and since what waited was not used, the peak counts (1 + greatest share) times. Worked: limit
 * 1, unthrottled hours up to a peak of 0.6, 21 % throttled at 1.0: u = 0.62, so 1 x 1.21 / 0.62 =
 * 1.96 cores. It is bounded to four times the limit, and is never less than the limit.
 *
 * <p>Where every hour was throttled there is no u, and where past limits are not known the load
 * cannot be computed: then the limit grows by steps of 1.5, by one up to 25 % throttled and where
 * limits are not known, by two up to 50 %, else by three.
 *
 * <p>The factor without throttling data is 1.5: Poisson arrivals of short requests, ten in a period
 * on average, exceed one and a half times that in 5 % of the periods; at twenty in 1.3 %. An
 * unthrottled limit is itself proof enough and is not raised.
 */
public final class NoThrottleLimit {
  private static final double TARGET = 0.01;
  private static final double FACTOR = 1.5;
  private static final double MOST_GROWTH = 4;
  private static final double GRANULE = 0.01;

  /** A peak this far over the limit shows that the limit was another one. */
  private static final double OTHER_LIMIT = 1.1;

  /** Where the limits of the past are not known, what is older may be of another one. */
  private static final int RECENT_HOURS = 24;

  /**
   * A limit with its explanation.
   *
   * @param limit in whole 10m, never under the request; under the peak only where that is over four
   *     times the limit now
   * @param clause a clause
   */
  public record Outcome(Amount limit, String clause) {}

  /**
   * The limit for a new request.
   *
   * @param request in cores, after all bounds
   * @param peaks the greatest rate of each hour, in cores
   */
  public Outcome limit(Amount request, Observed observed, HourlyValues peaks) {
    Optional<Amount> current = observed.current().limit().filter(limit -> !limit.isZero());
    double peak = observed.usage().max().value();
    Frame frame =
        new Frame(
            request.value(),
            peak,
            current.map(limit -> inForce(observed, limit) * MOST_GROWTH).orElse(Double.MAX_VALUE));
    if (observed.saturation().throttlingHours().findAny().isEmpty()) {
      return outcome(frame, peak * FACTOR, "no throttling data, so the peak x 1.50");
    }
    if (current.isEmpty()) {
      return outcome(frame, peak * FACTOR, "no limit now, so the peak x 1.50");
    }
    double greatest = greatestShare(observed.saturation());
    double now = inForce(observed, current.get());
    return greatest <= TARGET
        ? unthrottled(frame, now)
        : throttled(frame, observed, peaks, greatest, now);
  }

  /**
   * The limit that the evidence is about. Of a lower one, which pods were resized to since, it
   * proves nothing.
   */
  private static double inForce(Observed observed, Amount limit) {
    return observed
        .cpuLimitIn(observed.saturation().throttlingHours())
        .orElse(limit)
        .max(limit)
        .value();
  }

  /**
   * What a limit is held within.
   *
   * @param request in cores; no limit may be under it
   * @param peak in cores
   * @param most four times the limit now: more than that is an outlier's doing, not a need
   */
  private record Frame(double request, double peak, double most) {}

  private static Outcome unthrottled(Frame frame, double now) {
    double wanted = frame.peak() * FACTOR;
    return wanted <= now
        ? outcome(frame, wanted, "under 1% of periods throttled, the peak x 1.50")
        : outcome(frame, now, "under 1% of periods throttled, which the limit now allows");
  }

  private static Outcome throttled(
      Frame frame, Observed observed, HourlyValues peaks, double greatest, double now) {
    String shares =
        String.format(Locale.ROOT, "up to %.0f%% of periods throttled", Math.ceil(greatest * 100));
    OptionalDouble load = load(observed.saturation(), peaks);
    if (load.isPresent() && Double.isInfinite(load.getAsDouble())) {
      return outcome(frame, now, shares + ", under 1% at each load, so the limit stays");
    }
    if (load.isPresent()) {
      double factor = (1 + greatest) / Math.min(1, load.getAsDouble());
      return outcome(
          frame,
          Math.max(now, frame.peak() * factor),
          String.format(
              Locale.ROOT,
              "%s, under 1%% up to a peak of %.0f%% of the limit",
              shares,
              Math.floor(Math.min(1, load.getAsDouble()) * 100)));
    }
    boolean limitsKnown = observed.saturation().cpuLimits().isPresent();
    boolean recent = limitsKnown || recentlyThrottled(observed.saturation());
    if (!recent) {
      return outcome(frame, now, shares + ", none in the last 24 h, so the limit stays");
    }
    int steps = limitsKnown ? steps(greatest) : 1;
    double growth = Math.pow(FACTOR, steps);
    return outcome(
        frame,
        now * growth,
        String.format(Locale.ROOT, "%s, so the limit now x %.2f", shares, growth));
  }

  private static int steps(double share) {
    if (share <= 0.25) {
      return 1;
    }
    return share <= 0.5 ? 2 : 3;
  }

  private static double greatestShare(Saturation saturation) {
    return saturation
        .throttlingHours()
        .mapToDouble(hour -> saturation.throttledShare(hour).getAsDouble())
        .max()
        .orElse(0);
  }

  private static boolean recentlyThrottled(Saturation saturation) {
    long last = saturation.throttlingHours().max().orElse(0);
    return saturation
        .throttlingHours()
        .filter(hour -> hour > last - RECENT_HOURS)
        .anyMatch(hour -> saturation.throttledShare(hour).getAsDouble() > TARGET);
  }

  /** The load that keeps the target; empty where no hour's limit is known or all are over. */
  private static OptionalDouble load(Saturation saturation, HourlyValues peaks) {
    HourlyValues limits = saturation.cpuLimits().orElse(HourlyValues.EMPTY);
    List<Point> hours = new ArrayList<>();
    saturation
        .throttlingHours()
        .filter(hour -> limits.at(hour).orElse(0) > 0 && peaks.at(hour).isPresent())
        .forEach(
            hour -> {
              double load = peaks.at(hour).getAsDouble() / limits.at(hour).getAsDouble();
              if (load > 0 && load <= OTHER_LIMIT) {
                hours.add(
                    new Point(
                        load,
                        saturation.throttledShare(hour).getAsDouble(),
                        saturation.periods().orElseThrow().at(hour).getAsDouble()));
              }
            });
    return new ThrottleCurve(hours).loadFor(TARGET);
  }

  /** The request has the last word, because the API server refuses a limit under it. */
  private static Outcome outcome(Frame frame, double wanted, String why) {
    double cores = Math.max(wanted, Math.max(frame.peak(), GRANULE));
    String bound = cores > wanted && frame.peak() > GRANULE ? ", raised to the peak" : "";
    boolean capped = cores > frame.most();
    if (capped) {
      cores = frame.most();
      bound = ", cut to 4 x the limit now";
    }
    double steps = capped ? Math.floor(cores / GRANULE + 1e-9) : Math.ceil(cores / GRANULE - 1e-9);
    if (steps * GRANULE < frame.request()) {
      steps = Math.ceil(frame.request() / GRANULE - 1e-9);
      bound = ", raised to the request";
    }
    Amount limit = Observed.amount(Resource.CPU, Math.max(1, steps) * 10 / 1000);
    return new Outcome(
        limit, "; limit " + limit.toQuantity() + " for under 1% throttled (" + why + bound + ")");
  }
}
