// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Tolerance;
import dev.rightsizing.sizing.adaptive.AdaptiveEstimator;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Samples;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One full decision of the Adaptive estimator over two weeks at five minutes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AdaptiveBenchmark {
  private static final int HOURS = 14 * 24;

  private final HourlySketches cpuUsage = usage(Resource.CPU, 0.4);
  private final HourlySketches memoryUsage = usage(Resource.MEMORY, 5e8);
  private final AdaptiveEstimator cpu =
      new AdaptiveEstimator(Resource.CPU, Tolerance.BALANCED.of(Resource.CPU));
  private final AdaptiveEstimator memory =
      new AdaptiveEstimator(Resource.MEMORY, Tolerance.BALANCED.of(Resource.MEMORY));

  private static HourlySketches usage(Resource resource, double level) {
    Random random = new Random(1);
    Samples samples = new Samples();
    for (int i = 0; i < HOURS * 12; i++) {
      samples.add(i * 300L, level * (1 + 0.3 * Math.sin(i * 0.02) + 0.1 * random.nextGaussian()));
    }
    HourlySketches usage = new HourlySketches(resource);
    usage.replaceFrom(0, samples);
    return usage;
  }

  /** CPU, with four half-lives walked forward over 13 days. */
  @Benchmark
  public Optional<AdaptiveSize> cpuDecision() {
    return cpu.size(cpuUsage, 0, HOURS);
  }

  /** Memory, with one. */
  @Benchmark
  public Optional<AdaptiveSize> memoryDecision() {
    return memory.size(memoryUsage, 0, HOURS);
  }
}
