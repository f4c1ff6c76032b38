// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static dev.rightsizing.apply.SimulatedWorkload.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ApplyEvent.Kind;
import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.apply.SimulatedCluster.Kill;
import dev.rightsizing.apply.SimulatedWorkload.Kubelet;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Lets everything happen at once, at random: faults of the API server, kubelets that do not do what
 * they should, releases, drains, people and kills. After a quiet time every workload must be at a
 * size that somebody chose, or held with a reason.
 */
class ApplyChaosTest {
  private static final int SEEDS = 25;
  private static final int STEPS = 200;
  private static final int QUIET = 500;
  private static final List<Map<Resource, Size>> GOALS =
      List.of(
          sizes("300m", "768Mi"),
          sizes("800m", "2Gi"),
          sizes("300m", "2Gi"),
          sizes("800m", "512Mi"));

  @ParameterizedTest
  @EnumSource(value = ApplyStrategy.class, mode = Mode.EXCLUDE, names = "ON_NEXT_ROLLOUT")
  void endsWithEveryWorkloadWhereSomebodyWantsIt(ApplyStrategy strategy) {
    Set<Kind> happened = new HashSet<>();
    IntStream.range(0, SEEDS)
        .forEach(
            seed -> {
              Run run = new Run(seed, strategy);
              run.toItsEnd();
              run.cluster.events.forEach(e -> happened.add(e.kind()));
            });
    assertThat(happened)
        .as("what the runs came upon")
        .contains(
            Kind.BEGAN,
            Kind.WATCHING,
            Kind.APPLIED,
            Kind.UNDOING,
            Kind.UNDONE,
            Kind.FAILED,
            Kind.OWNED_BY_OTHER);
  }

  /** One run. */
  private static final class Run {
    private final int seed;
    private final Random random;
    private final SimulatedCluster cluster = new SimulatedCluster();
    private final Map<SimulatedWorkload, Set<Map<Resource, Size>>> chosen = new HashMap<>();

    Run(int seed, ApplyStrategy strategy) {
      this.seed = seed;
      this.random = new Random(seed);
      cluster.settings = SimulatedCluster.settings(strategy);
      for (int i = 0; i < 4; i++) {
        SimulatedWorkload workload = cluster.add("w" + i, 1 + random.nextInt(6), "500m", "1Gi");
        chosen.put(workload, new HashSet<>(Set.of(workload.original)));
        aim(workload);
      }
    }

    private void aim(SimulatedWorkload workload) {
      workload.recommended = GOALS.get(random.nextInt(GOALS.size()));
      chosen.get(workload).add(workload.recommended);
    }

    void toItsEnd() {
      for (int step = 0; step < STEPS; step++) {
        something();
        cluster.step();
      }
      calm();
      for (int step = 0; step < QUIET && !areAllThere(); step++) {
        cluster.step();
      }
      cluster.workloads.values().forEach(this::check);
      assertThat(cluster.violations).as("seed " + seed).isEmpty();
    }

    private boolean areAllThere() {
      return cluster.workloads.values().stream()
          .allMatch(
              w ->
                  cluster.memory(w).flight().isEmpty()
                      && cluster.sizes(w).stream().allMatch(w.recommended::equals));
    }

    private void something() {
      SimulatedWorkload one = any();
      Instant now = cluster.clock.instant();
      switch (random.nextInt(30)) {
        case 0 -> cluster.apiAway = !cluster.apiAway;
        case 1 -> cluster.conflicts = !cluster.conflicts;
        case 2 -> cluster.quotaFull = !cluster.quotaFull;
        case 3 -> cluster.webhookRefuses = !cluster.webhookRefuses;
        case 4 -> cluster.usageMissing = !cluster.usageMissing;
        case 5 -> one.kubelet = Kubelet.values()[random.nextInt(Kubelet.values().length)];
        case 6 -> one.release = "v" + random.nextInt(100);
        case 7 -> one.desired = random.nextInt(7);
        case 8, 9 -> one.pods.stream().findAny().ifPresent(p -> p.deleting = true);
        case 10 -> one.reverts = random.nextInt(4) == 0;
        case 11 -> one.templateOwned = random.nextInt(3) == 0;
        case 12 -> one.readinessBroken = !one.readinessBroken;
        case 13 -> one.rolloutStuck = !one.rolloutStuck;
        case 14 -> person(one, now);
        case 15 -> cluster.clock.advance(Duration.ofMinutes(random.nextInt(60)));
        case 16 -> cluster.clock.advance(Duration.ofSeconds(-random.nextInt(120)));
        case 17 -> aim(one);
        case 18 ->
            cluster.stopped = cluster.stopped.isEmpty() ? Optional.of("stop") : Optional.empty();
        case 19 -> cluster.interrupted = interruption();
        case 20 -> templateChanged(one);
        case 21 -> one.throttled = !one.throttled;
        case 22 ->
            cluster.answer =
                random.nextBoolean()
                    ? new Answer.Unknown("gone")
                    : new Answer.Measured(1, random.nextBoolean());
        case 23, 24, 25, 26 ->
            cluster.kill =
                Optional.of(new Kill(cluster.calls + 1 + random.nextInt(6), random.nextBoolean()));
        default -> one.usage = one.usage.times(1);
      }
    }

    private Optional<Cause> interruption() {
      return cluster.interrupted.isEmpty()
          ? Optional.of(new Cause(Reason.POLICY_STOPPED, "suspended"))
          : Optional.empty();
    }

    private void person(SimulatedWorkload one, Instant now) {
      Optional<Instant> asked = Optional.of(now);
      Requests requests =
          switch (random.nextInt(4)) {
            case 0 -> new Requests(asked, Optional.empty(), Optional.empty(), false);
            case 1 -> new Requests(Optional.empty(), asked, Optional.empty(), false);
            case 2 -> new Requests(Optional.empty(), Optional.empty(), asked, false);
            default -> new Requests(Optional.empty(), Optional.empty(), Optional.empty(), true);
          };
      cluster.requests.put(one.ref, requests);
    }

    private void templateChanged(SimulatedWorkload one) {
      one.template = random.nextBoolean() ? sizes("600m", "1536Mi") : one.original;
      chosen.get(one).add(one.template);
    }

    private SimulatedWorkload any() {
      return List.copyOf(cluster.workloads.values()).get(random.nextInt(4));
    }

    private void calm() {
      cluster.apiAway = false;
      cluster.conflicts = false;
      cluster.quotaFull = false;
      cluster.webhookRefuses = false;
      cluster.usageMissing = false;
      cluster.stopped = Optional.empty();
      cluster.interrupted = Optional.empty();
      cluster.kill = Optional.empty();
      cluster.answer = new Answer.Measured(0, false);
      cluster.requests.clear();
      for (SimulatedWorkload w : cluster.workloads.values()) {
        w.kubelet = Kubelet.PROMPT;
        w.desired = Math.max(1, w.desired);
        w.reverts = false;
        w.templateOwned = false;
        w.readinessBroken = false;
        w.rolloutStuck = false;
        w.throttled = false;
      }
    }

    private void check(SimulatedWorkload w) {
      ApplyMemory memory = cluster.memory(w);
      String which = "seed " + seed + " " + w.ref.name() + ": " + memory;
      assertThat(memory.flight()).as(which).isEmpty();
      boolean there = cluster.sizes(w).stream().allMatch(w.recommended::equals);
      if (!there) {
        assertThat(memory.state())
            .as(which)
            .isIn(
                ApplyState.HELD, ApplyState.UNDONE, ApplyState.GIVEN_UP, ApplyState.OWNED_BY_OTHER);
        assertThat(memory.reason()).as(which).isNotEqualTo(Reason.NOTHING_TO_APPLY);
        assertThat(memory.message()).as(which).isNotBlank();
      }
      assertThat(cluster.sizes(w)).as(which + " has pods that differ").containsOnly(sizesOf(w));
      assertThat(cluster.sizes(w))
          .as(which)
          .allSatisfy(s -> assertThat(isMadeOf(s, chosen.get(w))).isTrue());
      assertThat(cluster.writes(w)).as(which).isLessThan(200);
    }

    private Map<Resource, Size> sizesOf(SimulatedWorkload w) {
      return cluster.sizes(w).get(0);
    }

    /** Whether each resource has a size that somebody chose. */
    private static boolean isMadeOf(Map<Resource, Size> sizes, Set<Map<Resource, Size>> chosen) {
      return sizes.entrySet().stream()
          .allMatch(e -> chosen.stream().anyMatch(c -> e.getValue().equals(c.get(e.getKey()))));
    }
  }
}
