// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ApplyEvent;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.RequestAnnotations;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.testkit.played.PlayedKubelet.Answer;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever happens while workloads change - pods go, kubelets refuse, a quota is full, releases and
 * scaling come between, the operator is killed between any two calls - each of them ends with one
 * size for all of its pods: the one that is recommended, or one that it had before.
 */
@ExtendWith(LocalApiServer.Provided.class)
class ApplyChaosIT {
  private static final long SEED = Long.getLong("chaos.seed", 20261130L);
  private static final int STEPS = 200;
  private static final int CALM = 80;
  private static final Set<Reason> LEFT_ALONE = Set.of(Reason.UNDO_REQUESTED, Reason.GIVEN_UP);
  private static final Set<ApplyState> WITH_A_REASON =
      Set.of(ApplyState.HELD, ApplyState.UNDONE, ApplyState.GIVEN_UP, ApplyState.OWNED_BY_OTHER);

  private final SettableClock clock =
      new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Random random = new Random(SEED);
  private final List<String> log = new ArrayList<>();
  private ChaosCluster cluster;
  private ChaosOperator operator;
  private int kills;

  private enum Fault {
    NONE,
    POD_DELETED,
    ODD_KUBELET,
    HEALTHY_KUBELETS,
    QUOTA_FULL,
    QUOTA_FREE,
    RELEASE,
    SCALE,
    OTHER_GOAL,
    UNDO_ASKED,
    RESUME_ASKED,
    KILL
  }

  @BeforeEach
  void build(LocalApiServer server) {
    cluster = new ChaosCluster(server, clock);
    cluster.workload("alpha", 3, ApplyStrategy.IN_PLACE);
    cluster.workload("beta", 2, ApplyStrategy.IN_PLACE);
    cluster.workload("gamma", 1, ApplyStrategy.IN_PLACE);
    cluster.workload("delta", 3, ApplyStrategy.IN_PLACE);
    cluster.workload("rolled", 2, ApplyStrategy.ROLLOUT);
    cluster.names().forEach(name -> cluster.goal(name, random));
    operator = new ChaosOperator(cluster);
  }

  @AfterEach
  void clear() {
    operator.close();
    cluster.close();
  }

  @Test
  void endsWithEveryWorkloadAtItsGoalAtAPreviousSizeOrHeldWithAReason() {
    for (int step = 0; step < STEPS; step++) {
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      log.add(step + ": " + fault + cause(fault));
      cluster.play();
      clock.advance(Duration.ofSeconds(15 + random.nextInt(60)));
      pass();
      onlyRecordedSizes();
    }
    cluster.kubelet().heal();
    cluster.freeQuota();
    operator.spare();
    for (int round = 0; round < CALM && !isSettled(); round++) {
      cluster.play();
      clock.advance(Duration.ofMinutes(3));
      pass();
    }
    cluster.play();
    onlyRecordedSizes();

    Map<ApplyState, Integer> ends = new EnumMap<>(ApplyState.class);
    int atGoal = 0;
    for (Map.Entry<String, Set<String>> entry : cluster.sizes().entrySet()) {
      String name = entry.getKey();
      Set<String> sizes = entry.getValue();
      ApplyMemory memory = cluster.memory(name);
      ends.merge(memory.state(), 1, Integer::sum);
      assertThat(memory.flight()).as("change under way of %s\n%s", name, story()).isEmpty();
      assertThat(sizes).as("sizes of the pods of %s\n%s", name, story()).hasSize(1);
      if (sizes.contains(cluster.goalOf(name))) {
        atGoal++;
        continue;
      }
      assertThat(memory.state())
          .as("%s has %s instead of %s\n%s", name, sizes, cluster.goalOf(name), story())
          .isIn(WITH_A_REASON);
      assertThat(memory.message()).as("why %s is not at its goal", name).isNotBlank();
    }
    assertThat(atGoal).as("workloads at their goal, of %s\n%s", ends, story()).isPositive();
    assertThat(kills).as("kills of the operator").isGreaterThan(STEPS / 40);
    assertThat(operator.seen())
        .as("what happened to workloads")
        .contains(
            ApplyEvent.Kind.BEGAN,
            ApplyEvent.Kind.APPLIED,
            ApplyEvent.Kind.UNDOING,
            ApplyEvent.Kind.UNDONE);
  }

  /** Whether all are at their goal; what is not may be waiting for its back-off to end. */
  private boolean isSettled() {
    Map<String, Set<String>> sizes = cluster.sizes();
    return cluster.names().stream()
        .allMatch(
            name ->
                cluster.memory(name).flight().isEmpty()
                    && (sizes.get(name).equals(Set.of(cluster.goalOf(name)))
                        || LEFT_ALONE.contains(cluster.memory(name).reason())));
  }

  private void pass() {
    try {
      operator.pass();
    } catch (ChaosOperator.Killed e) {
      kills++;
      log.add("   killed " + e.getMessage());
      operator.close();
      operator = new ChaosOperator(cluster);
    }
  }

  /** Does what the fault is, and says to what. */
  private String cause(Fault fault) {
    String name = cluster.names().get(random.nextInt(cluster.names().size()));
    List<Pod> pods = cluster.pods(name);
    switch (fault) {
      case NONE -> {
        return "";
      }
      case POD_DELETED -> {
        return pods.isEmpty() ? "" : cluster.delete(pods.get(random.nextInt(pods.size())));
      }
      case ODD_KUBELET -> {
        Answer answer = Answer.values()[1 + random.nextInt(Answer.values().length - 1)];
        pods.forEach(
            pod -> {
              if (random.nextBoolean()) {
                cluster.kubelet().answer(pod.getMetadata().getName(), answer);
              }
            });
        return " " + answer + " of " + name;
      }
      case HEALTHY_KUBELETS -> cluster.kubelet().heal();
      case QUOTA_FULL -> cluster.fillQuota();
      case QUOTA_FREE -> cluster.freeQuota();
      case RELEASE -> cluster.release(name);
      case SCALE -> cluster.scale(name, 1 + random.nextInt(4));
      case OTHER_GOAL -> cluster.goal(name, random);
      case UNDO_ASKED -> cluster.ask(name, RequestAnnotations.UNDO);
      case RESUME_ASKED -> cluster.ask(name, RequestAnnotations.RESUMED);
      case KILL -> operator.killAt(1 + random.nextInt(6));
    }
    return " " + name;
  }

  /** No pod ever asks for a size that was neither its template's nor in a Recommendation. */
  private void onlyRecordedSizes() {
    cluster
        .sizes()
        .forEach(
            (name, sizes) ->
                assertThat(cluster.knownSizes(name).containsAll(sizes))
                    .as(() -> name + " has " + sizes + " of " + cluster.knownSizes(name) + story())
                    .isTrue());
  }

  private String story() {
    List<String> last = log.subList(Math.max(0, log.size() - 25), log.size());
    return "seed " + SEED + "\n" + String.join("\n", last) + "\n" + cluster.describe();
  }
}
