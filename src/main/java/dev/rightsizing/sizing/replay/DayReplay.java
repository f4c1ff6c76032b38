// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.replay;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.sizing.adaptive.AdaptiveEstimator;
import dev.rightsizing.sizing.estimate.AdaptiveRequest;
import dev.rightsizing.sizing.estimate.Bounds;
import dev.rightsizing.sizing.estimate.RequestEstimate;
import dev.rightsizing.sizing.estimate.Step;
import dev.rightsizing.sizing.sketch.HourVisitor;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sizes each past day of one container from the usage before that day, by the stages that size it
 * now: estimate, headroom, rounding, the policy's bounds. Throttling and OOM kills are left out,
 * since they depend on the limits that were in force. Keeps scratch space: not for several threads.
 */
public final class DayReplay {
  private static final int DAY = 24;

  /** A day with fewer hours of samples says too little. */
  private static final int LEAST_HOURS = 12;

  private final SizingRule rule;
  private final Duration step;
  private final AdaptiveEstimator adaptive;
  private final AdaptiveRequest adaptiveRequest = new AdaptiveRequest();
  private final RequestEstimate estimate = new RequestEstimate();
  private final Bounds bounds = new Bounds();

  /**
   * @param tolerance of the Adaptive estimator, for this resource
   * @param step distance of the samples
   */
  public DayReplay(SizingRule rule, double tolerance, Duration step) {
    this.rule = rule;
    this.step = step;
    this.adaptive = new AdaptiveEstimator(rule.resource(), tolerance);
  }

  /**
   * Replays the days of {@code [firstHour, endHour)}, counted back from its end; the earliest only
   * serves to size those after it.
   *
   * @param usage one history, or one a pod where pods are kept apart
   * @param firstHour in hours since the epoch
   */
  public ReplayedDays replay(List<HourlySketches> usage, long firstHour, long endHour) {
    Total total = new Total();
    for (long day = endHour - DAY; day - DAY >= firstHour; day -= DAY) {
      long from = day;
      Optional<Amount> size = size(usage, firstHour, from);
      Optional<Day> used =
          usage.stream()
              .map(one -> Day.of(one, from))
              .filter(one -> one.hours >= LEAST_HOURS)
              .max(Comparator.comparingDouble(one -> one.peak));
      if (size.isPresent() && used.isPresent()) {
        total.add(size.get(), used.get());
      }
    }
    return total.days();
  }

  /** The request that the rule gives at the start of a day; empty without usage before it. */
  private Optional<Amount> size(List<HourlySketches> usage, long firstHour, long day) {
    Optional<UsageSummary> before =
        usage.stream()
            .map(one -> one.between(firstHour, day))
            .filter(sketch -> !sketch.isEmpty())
            .map(this::summary)
            .max(Comparator.comparing(UsageSummary::statistic));
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Step wanted =
        (rule.estimator() == Estimator.ADAPTIVE
                ? usage.stream()
                    .map(one -> adaptive.size(one, firstHour, day))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(AdaptiveSize::value))
                : Optional.<AdaptiveSize>empty())
            .map(size -> adaptiveRequest.estimate(size, Optional.empty(), before.get()))
            .orElseGet(() -> estimate.estimate(before.get(), rule));
    return Optional.of(bounds.apply(wanted, rule, ContainerLimits.NONE).amount());
  }

  private UsageSummary summary(Sketch sketch) {
    Resource resource = rule.resource();
    return new UsageSummary(
        new Amount(resource, sketch.percentile(rule.percentile())),
        new Amount(resource, sketch.percentile(95)),
        new Amount(resource, sketch.max()),
        new Amount(resource, sketch.mean()),
        sketch.count(),
        Instant.ofEpochSecond(sketch.firstSecond()),
        Instant.ofEpochSecond(sketch.lastSecond()),
        step);
  }

  /** What was used on one day. */
  private static final class Day implements HourVisitor {
    private final HourlySketches usage;
    private final long from;
    private int hours;
    private double peak;

    private Day(HourlySketches usage, long from) {
      this.usage = usage;
      this.from = from;
    }

    static Day of(HourlySketches usage, long from) {
      Day day = new Day(usage, from);
      usage.forEachHour(from, from + DAY, day);
      return day;
    }

    @Override
    public void hour(long hour) {
      hours++;
    }

    @Override
    public void peak(double value) {
      peak = Math.max(peak, value);
    }

    @Override
    public void values(double value, long count) {
      // Only the hours and their peaks count here.
    }

    double p95() {
      return usage.between(from, from + DAY).percentile(95);
    }

    /** Share of the samples over a size, 0 to 1. */
    double over(double size) {
      Over over = new Over(size);
      usage.forEachHour(from, from + DAY, over);
      return over.all == 0 ? 0 : (double) over.over / over.all;
    }
  }

  /** Counts samples over a size. */
  private static final class Over implements HourVisitor {
    private final double size;
    private double peak;
    private long over;
    private long all;

    Over(double size) {
      this.size = size;
    }

    @Override
    public void hour(long hour) {
      peak = 0;
    }

    @Override
    public void peak(double value) {
      peak = value;
    }

    @Override
    public void values(double value, long count) {
      all += count;
      // The middle of a bucket may lie above the exact peak.
      over += Math.min(value, peak) > size ? count : 0;
    }
  }

  private final class Total {
    private int days;
    private int tooSmall;
    private double over;
    private double reserve;

    void add(Amount request, Day day) {
      double size = request.value();
      double p95 = day.p95();
      boolean small = rule.resource() == Resource.CPU ? p95 > size : day.peak > size;
      days++;
      tooSmall += small ? 1 : 0;
      over += rule.resource() == Resource.CPU ? day.over(size) : small ? 1 : 0;
      reserve += size > 0 ? Math.max(0, 1 - p95 / size) : 0;
    }

    ReplayedDays days() {
      return days == 0
          ? ReplayedDays.NONE
          : new ReplayedDays(days, tooSmall, over / days, reserve / days);
    }
  }
}
