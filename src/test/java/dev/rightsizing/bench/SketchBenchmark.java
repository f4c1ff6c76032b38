// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Samples;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Adding a sample to the sketches, and a week's percentile of one container. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SketchBenchmark {
  private static final int WEEK = 7 * 288;

  private final Samples samples = week();
  private final HourlySketches sketches = new HourlySketches(Resource.CPU);

  public SketchBenchmark() {
    sketches.replaceFrom(0, samples);
  }

  private static Samples week() {
    Samples samples = new Samples();
    for (int i = 0; i < WEEK; i++) {
      samples.add(i * 300L, 0.4 * (1 + 0.3 * Math.sin(i * 0.7) * Math.cos(i * 0.013)));
    }
    return samples;
  }

  /** A week's samples put into hourly sketches, by sample. */
  @Benchmark
  @OperationsPerInvocation(WEEK)
  public HourlySketches addSample() {
    HourlySketches made = new HourlySketches(Resource.CPU);
    made.replaceFrom(0, samples);
    return made;
  }

  /** A week merged into one sketch and asked for its P95. */
  @Benchmark
  public double weeksPercentile() {
    return sketches.since(0).percentile(95);
  }
}
