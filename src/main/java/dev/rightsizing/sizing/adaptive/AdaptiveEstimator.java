// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.sketch.HourlySketches;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sizes from the hours of a container's own past: CPU with the least expected loss, see {@link
 * RiskModel}; memory over its greatest peak, see {@link PeakMargin}. Usage alone decides: floors
 * and ceilings come after. Keeps scratch space, so it is not for several threads.
 */
public final class AdaptiveEstimator {
  /** Bins of half a percent: finer than the sketches, whose values are within 0.4 %. */
  private static final double STEP = 0.005;

  /** A tenth of what sizes are rounded to: what is smaller is idle. */
  private static final double LEAST = 0.1;

  private final Resource resource;
  private final RiskModel model;
  private final PeakMargin margin;
  private final LogScale scale;
  private final LeastLoss leastLoss = new LeastLoss(STEP);

  /**
   * @param tolerance share of samples (CPU) or of days (memory) that may exceed the size, greater
   *     than 0
   */
  public AdaptiveEstimator(Resource resource, double tolerance) {
    this.resource = resource;
    this.model = RiskModel.CPU.tolerating(tolerance);
    this.margin = PeakMargin.tolerating(tolerance);
    this.scale = new LogScale(resource.granule() * LEAST, STEP);
  }

  /**
   * The size for the time after an hour.
   *
   * @param usage of which hours from {@code toHour} on are not looked at
   * @param fromHour first hour of the window, in hours since the epoch
   * @param toHour end of the window
   * @return empty when the window has no usage
   */
  public Optional<AdaptiveSize> size(HourlySketches usage, long fromHour, long toHour) {
    HourProfile profile = HourProfile.of(usage, fromHour, toHour, scale);
    if (profile.size() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        resource == Resource.CPU ? leastLoss(profile, toHour) : overPeak(profile, toHour));
  }

  private AdaptiveSize leastLoss(HourProfile profile, long toHour) {
    PastDays past = new PastDays(profile);
    WalkForward walk = new WalkForward(profile, past, leastLoss, model);
    WalkForward.Choice choice = walk.choose(toHour);
    double bin = walk.size(toHour, choice.halfLife());
    double peak = scale.value(profile.top());
    double value = scale.value(bin);
    boolean over = bin >= profile.top();
    return new AdaptiveSize(
        value,
        over ? 100 : 100 * past.within(bin),
        over ? value / peak - 1 : 0,
        peak,
        Optional.of(Duration.ofMinutes(Math.round(choice.halfLife() * 24 * 60))),
        0,
        0,
        Instant.ofEpochSecond(toHour * 3600),
        choice.backTest());
  }

  private AdaptiveSize overPeak(HourProfile profile, long toHour) {
    PeakWalk walk = new PeakWalk(profile, margin);
    PeakWalk.Sized sized = walk.size(toHour);
    double share = sized.value() / sized.peak();
    return new AdaptiveSize(
        sized.value(),
        100,
        share - 1,
        sized.peak(),
        Optional.empty(),
        Math.expm1(sized.growth()),
        share - share / Math.exp(sized.shortHistory()),
        Instant.ofEpochSecond(toHour * 3600),
        walk.backTest(toHour));
  }
}
