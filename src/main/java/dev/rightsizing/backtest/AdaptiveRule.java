// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.adaptive.AdaptiveEstimator;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Samples;
import java.util.OptionalDouble;

/** Our own estimator on recorded usage, through the same hourly sketches as in the operator. */
public final class AdaptiveRule implements SizeRule {
  private static final long HOUR = 3600;

  private final String name;
  private final Resource resource;
  private final AdaptiveEstimator estimator;
  private final Samples samples = new Samples();

  /**
   * @param tolerance as for {@link AdaptiveEstimator}
   */
  public AdaptiveRule(String name, Resource resource, double tolerance) {
    this.name = name;
    this.resource = resource;
    this.estimator = new AdaptiveEstimator(resource, tolerance);
  }

  @Override
  public String name() {
    return name;
  }

  /** As the operator does; a pod's CPU only slows the pod down, so it is scored by itself. */
  @Override
  public boolean sizesPodsTogether() {
    return resource == Resource.MEMORY;
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    // A past without any usage sizes nothing, as with the peers' rules: such days count as
    // uncovered.
    if (past.isEmpty() || past.max() <= 0) {
      return OptionalDouble.empty();
    }
    // Hours are counted back from the time of prediction, which is seldom on the clock's hour.
    long shift = Math.floorMod(-past.at(), HOUR);
    samples.clear();
    for (int i = 0; i < past.count(); i++) {
      samples.add(past.second(i) + shift, past.value(i));
    }
    HourlySketches usage = new HourlySketches(resource);
    long from = Math.floorDiv(past.second(0) + shift, HOUR);
    usage.replaceFrom(from, samples);
    return estimator
        .size(usage, from, (past.at() + shift) / HOUR)
        .map(AdaptiveSize::value)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }
}
