// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.vpa;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.backtest.peer.histogram.Buckets;
import dev.rightsizing.backtest.peer.histogram.DecayingHistogram;
import dev.rightsizing.backtest.peer.histogram.WeightedHistogram;
import dev.rightsizing.model.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * VPA's recommender as it ships: a decaying histogram with buckets 5 % wide, a margin of 15 %,
 * bounds that narrow as confidence grows, floors per pod, all in whole millicores and bytes.
 *
 * <p>Source: kubernetes/autoscaler, vertical-pod-autoscaler/pkg/recommender/logic, util and model;
 * docs/flags.md for the defaults.
 */
public final class VpaRecommender implements SizeRule {
  private static final double EPSILON = 1e-4;
  private static final double RATIO = 1.05;

  /** Cores; bytes. */
  private static final Buckets CPU = new Buckets.Exponential(0.01, RATIO, 1000);

  private static final Buckets MEMORY = new Buckets.Exponential(1e7, RATIO, 1e12);

  /** Seconds. */
  private static final long HALF_LIFE = 86_400;

  private static final double CPU_WEIGHT = 0.1;
  private static final double TARGET = 0.9;
  private static final double LOWER = 0.5;
  private static final double UPPER = 0.95;
  private static final double MARGIN = 0.15;

  /** Samples, one a minute, that make a day's confidence. */
  private static final double SAMPLES_A_DAY = 1440;

  private static final double DAY = 86_400;

  /** Least size of a pod: millicores; bytes. */
  private static final long LEAST_MILLICORES = 25;

  private static final long LEAST_BYTES = 250L * 1024 * 1024;

  private final int containers;

  /**
   * @param containers of the pod, among which its floor is divided
   */
  public VpaRecommender(int containers) {
    this.containers = containers;
  }

  @Override
  public String name() {
    return "VPA, as shipped";
  }

  /** The target; the confidence has no part in it. */
  @Override
  public OptionalDouble size(UsagePast past) {
    if (past.isEmpty()) {
      return OptionalDouble.empty();
    }
    return past.resource() == Resource.CPU
        ? OptionalDouble.of(estimate(cpu(past), Resource.CPU, TARGET, 1) / 1000.0)
        : OptionalDouble.of(estimate(memory(past, List.of()), Resource.MEMORY, TARGET, 1));
  }

  /**
   * How long there has been usage, in days: by time or by CPU samples, whichever is less.
   *
   * @param cpu the CPU usage, which speaks for memory too
   */
  public double confidence(UsagePast cpu) {
    double days = (cpu.second(cpu.count() - 1) - cpu.second(0)) / DAY;
    return Math.min(days, cpu.count() / SAMPLES_A_DAY);
  }

  /** The recommendation for CPU. */
  public VpaEstimate ofCpu(UsagePast cpu) {
    return bounded(cpu(cpu), Resource.CPU, confidence(cpu));
  }

  /**
   * The recommendation for memory.
   *
   * @param ooms of the container, in any order
   * @param confidence see {@link #confidence}
   */
  public VpaEstimate ofMemory(UsagePast memory, List<Oom> ooms, double confidence) {
    return bounded(memory(memory, ooms), Resource.MEMORY, confidence);
  }

  private static DecayingHistogram cpu(UsagePast past) {
    DecayingHistogram histogram = histogram(CPU);
    for (int i = 0; i < past.count(); i++) {
      histogram.add(past.value(i), CPU_WEIGHT, past.second(i));
    }
    return histogram;
  }

  private static DecayingHistogram memory(UsagePast past, List<Oom> ooms) {
    DecayingHistogram histogram = histogram(MEMORY);
    MemoryPeaks peaks = new MemoryPeaks(histogram);
    List<Oom> ordered = ooms.stream().sorted(Comparator.comparingLong(Oom::second)).toList();
    int next = 0;
    for (int i = 0; i < past.count(); i++) {
      while (next < ordered.size() && ordered.get(next).second() < past.second(i)) {
        peaks.oom(ordered.get(next++));
      }
      peaks.sample(past.second(i), past.value(i));
    }
    ordered.subList(next, ordered.size()).forEach(peaks::oom);
    return histogram;
  }

  private static DecayingHistogram histogram(Buckets buckets) {
    return new DecayingHistogram(new WeightedHistogram(buckets, EPSILON), HALF_LIFE);
  }

  /**
   * The bounds widen with little confidence c: upper by 1 + 1/c, lower by (1 + 0.001/c)^-2. After
   * 12 hours that is 3 and 0.996, after a day 2 and 0.998, after a week 1.14 and 1.
   */
  private VpaEstimate bounded(DecayingHistogram usage, Resource resource, double confidence) {
    return new VpaEstimate(
        estimate(usage, resource, TARGET, 1),
        estimate(usage, resource, LOWER, Math.pow(1 + 0.001 / confidence, -2)),
        estimate(usage, resource, UPPER, 1 + 1 / confidence));
  }

  /** Truncated to millicores or bytes at each step. */
  private long estimate(DecayingHistogram usage, Resource resource, double share, double factor) {
    boolean cpu = resource == Resource.CPU;
    long size = (long) (usage.percentile(share) * (cpu ? 1000 : 1));
    size += (long) (size * MARGIN);
    return Math.max((long) (size * factor), (cpu ? LEAST_MILLICORES : LEAST_BYTES) / containers);
  }
}
