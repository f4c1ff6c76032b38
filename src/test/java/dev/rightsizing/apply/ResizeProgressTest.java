// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static dev.rightsizing.apply.SimulatedWorkload.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import dev.rightsizing.model.apply.ResizeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long kubelets are waited for. */
class ResizeProgressTest {
  private static final Instant NOW = SimulatedCluster.START;

  private final SimulatedCluster cluster = new SimulatedCluster();
  private final SimulatedWorkload cart = cluster.add("cart", 1, "500m", "1Gi");

  /** The phase began some minutes ago, and the kubelet reports its state since some minutes. */
  @ParameterizedTest
  @CsvSource({
    "DONE,        PODS,  999, ,   none",
    "INFEASIBLE,  PODS,  0,   0,  RESIZE_INFEASIBLE",
    "DEFERRED,    PODS,  30,  9,  none",
    "DEFERRED,    PODS,  30,  10, RESIZE_DEFERRED",
    "IN_PROGRESS, PODS,  30,  9,  none",
    "IN_PROGRESS, PODS,  30,  10, RESIZE_NOT_FINISHED",
    "ERROR,       PODS,  90,  59, none",
    "ERROR,       PODS,  90,  60, RESIZE_NOT_FINISHED",
    "REQUESTED,   PODS,  4,   ,   none",
    "REQUESTED,   PODS,  5,   ,   RESIZE_NOT_FINISHED",
    "DEFERRED,    PODS,  2,   60, none",
    "INFEASIBLE,  WATCH, 9,   0,  RESIZE_INFEASIBLE"
  })
  void endsWaitingInTime(
      ResizeState state, Phase phase, int phaseMinutes, Integer stateMinutes, String reason) {
    SimulatedPod pod = cart.pods.get(0);
    pod.spec = sizes("300m", "768Mi");
    pod.state = state;
    pod.words = "requested: 1500, capacity: 930";
    pod.stateSince = Optional.ofNullable(stateMinutes).map(m -> NOW.minusSeconds(60L * m));
    Optional<Cause> cause = failure(phase, phaseMinutes, false);
    assertThat(cause.map(c -> c.reason().name()).orElse("none")).isEqualTo(reason);
    cause.ifPresent(c -> assertThat(c.message()).contains("cart-0", "node-1", pod.words));
  }

  private Optional<Cause> failure(Phase phase, int minutes, boolean fallback) {
    cart.recommended = sizes("300m", "768Mi");
    Instant since = NOW.minusSeconds(60L * minutes);
    Flight flight =
        new Flight(
            "id",
            phase,
            ApplyStrategy.IN_PLACE,
            cart.goal(),
            List.of(),
            since,
            since,
            Optional.empty(),
            "v1",
            "t",
            "policy",
            Interruption.FINISH,
            Optional.empty());
    return ResizeProgress.failure(flight, Pods.resizable(cart.facts()), fallback, NOW);
  }

  @ParameterizedTest
  @CsvSource({"true,next change is made by a roll-out", "false,with spec.apply.fallback: Rollout"})
  void saysWhatTheFallbackIs(boolean fallback, String words) {
    SimulatedPod pod = cart.pods.get(0);
    pod.spec = sizes("300m", "768Mi");
    pod.state = ResizeState.INFEASIBLE;
    assertThat(failure(Phase.PODS, 1, fallback))
        .hasValueSatisfying(c -> assertThat(c.message()).contains(words));
  }

  @ParameterizedTest
  @CsvSource({"WATCH,false", "PODS,true"})
  void doesNotBlameAChangeForPodsThatAppearedWhileItIsWatched(Phase phase, boolean fails) {
    SimulatedPod fresh = new SimulatedPod("new", NOW, "r", sizes("300m", "768Mi"));
    fresh.state = ResizeState.INFEASIBLE;
    cart.pods.add(fresh);
    assertThat(failure(phase, 1, false).isPresent()).isEqualTo(fails);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "4,1", "5,2", "8,2", "9,3", "100,25"})
  void changesAQuarterOfThePodsAtATime(int pods, int batch) {
    SimulatedWorkload many = cluster.add("many", pods, "500m", "1Gi");
    many.recommended = sizes("300m", "768Mi");
    assertThat(Batches.next(many.facts(), many.goal())).hasSize(batch);
    many.pods.get(0).spec = many.recommended;
    many.pods.get(0).state = ResizeState.IN_PROGRESS;
    assertThat(Batches.next(many.facts(), many.goal())).isEmpty();
  }
}
