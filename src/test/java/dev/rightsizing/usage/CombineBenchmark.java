// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
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

/** What becomes of a sample after it is read: a day of Deployments with three pods each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
public class CombineBenchmark {
  private static final int WORKLOADS = 20;
  private static final int PODS = 3;
  private static final int POINTS = 720;
  private static final int SAMPLES = WORKLOADS * PODS * POINTS;
  private static final long START = 1_700_006_400;
  private static final long STEP = 120;

  private final UsageQuery query =
      new UsageQuery(
          Resource.CPU,
          new TreeSet<>(),
          Instant.ofEpochSecond(START),
          Instant.ofEpochSecond(START + STEP * (POINTS - 1)),
          Duration.ofSeconds(STEP));
  private final long[] seconds = new long[POINTS];
  private final double[] values = new double[POINTS];

  public CombineBenchmark() {
    for (int i = 0; i < POINTS; i++) {
      seconds[i] = START + i * STEP;
      values[i] = 0.4 * (1 + 0.3 * Math.sin(i * 0.7) * Math.cos(i * 0.013));
    }
  }

  private PodAggregator combined(UsageHistory history) {
    PodAggregator combiner = new PodAggregator(query, CombineBenchmark::owner, history, 1_000_000);
    for (int w = 0; w < WORKLOADS; w++) {
      for (int p = 0; p < PODS; p++) {
        combiner.series(new SeriesKey("shop", w + "-" + p, "app"), seconds, values, POINTS);
      }
    }
    return combiner;
  }

  private static Optional<WorkloadRef> owner(String namespace, String pod) {
    String name = pod.substring(0, pod.indexOf('-'));
    return Optional.of(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, name));
  }

  /** Combining alone. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public Object combine() {
    return combined(new UsageHistory(Resource.CPU, Aggregation.MAX_OVER_PODS));
  }

  /** Combining and coding, by sample read; a third of them is coded. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public Object combineAndCommit() {
    UsageHistory history = new UsageHistory(Resource.CPU, Aggregation.MAX_OVER_PODS);
    combined(history).commit();
    return history;
  }
}
