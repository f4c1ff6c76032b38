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
 * <p>Where every hour was throttled there is no u, and where the limits of the past are not known a
 * load cannot be told: then the limit grows by steps of 1.5, by one up to 25 % throttled and where
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
   * A limit with what is said about it.
   *
   * @param limit in whole 10m, never under the request nor under the peak
   * @param said a clause
   */
  public record Outcome(Amount limit, String said) {}

  /**
   * The limit for a new request.
   *
   * @param request in cores, after all bounds
   * @param peaks the greatest rate of each hour, in cores
   */
  public Outcome limit(Amount request, Observed observed, HourlyValues peaks) {
    double peak = observed.usage().max().value();
    Optional<Amount> current = observed.current().limit().filter(limit -> !limit.isZero());
    if (observed.saturation().throttlingHours().findAny().isEmpty()) {
      return outcome(request, peak, peak * FACTOR, "no throttling data, so the peak x 1.50");
    }
    if (current.isEmpty()) {
      return outcome(request, peak, peak * FACTOR, "no limit now, so the peak x 1.50");
    }
    double greatest = greatestShare(observed.saturation());
    double now = current.get().value();
    return greatest <= TARGET
        ? unthrottled(request, peak, now)
        : throttled(request, observed, peaks, greatest);
  }

  private static Outcome unthrottled(Amount request, double peak, double now) {
    return peak * FACTOR <= now
        ? outcome(request, peak, peak * FACTOR, "under 1% of periods throttled, the peak x 1.50")
        : outcome(request, peak, now, "under 1% of periods throttled, which the limit now allows");
  }

  private static Outcome throttled(
      Amount request, Observed observed, HourlyValues peaks, double greatest) {
    double peak = observed.usage().max().value();
    double now = observed.current().limit().orElseThrow().value();
    String seen =
        String.format(Locale.ROOT, "up to %.0f%% of periods throttled", Math.ceil(greatest * 100));
    OptionalDouble load = load(observed.saturation(), peaks);
    if (load.isPresent() && Double.isInfinite(load.getAsDouble())) {
      return outcome(request, peak, now, seen + ", under 1% at each load, so the limit stays");
    }
    if (load.isPresent()) {
      double factor = (1 + greatest) / Math.min(1, load.getAsDouble());
      double wanted = Math.min(now * MOST_GROWTH, Math.max(now, peak * factor));
      return outcome(
          request,
          peak,
          wanted,
          String.format(
              Locale.ROOT,
              "%s, under 1%% up to a peak of %.0f%% of the limit",
              seen,
              Math.floor(Math.min(1, load.getAsDouble()) * 100)));
    }
    boolean limitsKnown = observed.saturation().cpuLimits().isPresent();
    boolean recent = limitsKnown || recentlyThrottled(observed.saturation());
    if (!recent) {
      return outcome(request, peak, now, seen + ", none in the last 24 h, so the limit stays");
    }
    int steps = limitsKnown ? steps(greatest) : 1;
    double growth = Math.pow(FACTOR, steps);
    return outcome(
        request,
        peak,
        now * growth,
        String.format(Locale.ROOT, "%s, so the limit now x %.2f", seen, growth));
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

  private static Outcome outcome(Amount request, double peak, double wanted, String why) {
    double least = Math.max(request.value(), Math.max(peak, GRANULE));
    double cores = Math.max(wanted, least);
    Amount limit = Observed.amount(Resource.CPU, Math.ceil(cores / GRANULE - 1e-9) * 10 / 1000);
    String bound = "";
    if (wanted < least && least > GRANULE) {
      bound = request.value() >= least ? ", raised to the request" : ", raised to the peak";
    }
    return new Outcome(
        limit, "; limit " + limit.toQuantity() + " for under 1% throttled (" + why + bound + ")");
  }
}
