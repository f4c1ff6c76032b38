// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.sketch.HourlySketches;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sizes from the hours of a container's own past, with the least expected loss; see {@link
 * RiskModel} for what that is. Usage alone decides: floors and ceilings come after. Keeps scratch
 * space, so it is not for several threads.
 */
public final class AdaptiveEstimator {
  /** Bins of half a percent: finer than the sketches, whose values are within 0.4 %. */
  private static final double STEP = 0.005;

  /** A tenth of what sizes are rounded to: what is smaller is idle. */
  private static final double LEAST = 0.1;

  private final Resource resource;
  private final RiskModel model;
  private final LogScale scale;
  private final LeastLoss leastLoss = new LeastLoss(STEP);

  /**
   * @param tolerance share of samples (CPU) or of days (memory) that may exceed the size, greater
   *     than 0
   */
  public AdaptiveEstimator(Resource resource, double tolerance) {
    this(resource, RiskModel.of(resource).tolerating(tolerance));
  }

  AdaptiveEstimator(Resource resource, RiskModel model) {
    this.resource = resource;
    this.model = model;
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
    boolean peaks = resource == Resource.MEMORY;
    PastDays past = new PastDays(profile, peaks);
    WalkForward walk = new WalkForward(profile, past, leastLoss, model, peaks);
    WalkForward.Choice choice = walk.choose(toHour);
    double bin = walk.size(toHour, choice.halfLife());
    double growth = OwnChange.of(profile, 0, profile.size(), peaks).growth();
    double peak = scale.value(profile.top());
    double value = scale.value(bin);
    boolean over = bin >= profile.top();
    return Optional.of(
        new AdaptiveSize(
            value,
            over ? 100 : 100 * past.within(bin),
            over ? value / peak - 1 : 0,
            peak,
            Duration.ofMinutes(Math.round(choice.halfLife() * 24 * 60)),
            model.trendShare() > 0 ? Math.expm1(growth) : 0,
            Instant.ofEpochSecond(toHour * 3600),
            choice.backTest()));
  }
}
