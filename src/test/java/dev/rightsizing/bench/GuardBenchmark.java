// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.testkit.apply.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All guards over 1,000 approved workloads of three pods. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GuardBenchmark {
  private static final int WORKLOADS = 1_000;

  private record Case(ProposedStep step, GuardFacts facts) {}

  private final Guards guards = AllGuards.guards();
  private final List<Case> cases = new ArrayList<>();

  /** Gathers the facts, which is not measured. */
  @Setup
  public void gather() {
    for (int i = 0; i < WORKLOADS; i++) {
      Facts facts = new Facts();
      facts.cpu("1/2", (200 + i) + "m/1500m");
      facts.memory("1Gi/1Gi", (100 + i / 2) + "Mi/900Mi").uses("600Mi", "500Mi");
      facts.pods =
          List.of(
              Facts.pod("checkout-1", Optional.empty()),
              Facts.pod("checkout-2", Optional.empty()),
              Facts.pod("checkout-3", Optional.empty()));
      cases.add(new Case(facts.step(), facts.facts()));
    }
  }

  /** How many of them may be changed now. */
  @Benchmark
  public long judge() {
    return cases.stream().filter(c -> guards.judge(c.step(), c.facts()).isAllowed()).count();
  }
}
