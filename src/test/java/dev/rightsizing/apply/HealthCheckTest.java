// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static dev.rightsizing.apply.SimulatedWorkload.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.GuardFacts.InFlight;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as good, bad or unknown since a change began an hour ago. */
class HealthCheckTest {
  private static final Instant NOW = SimulatedCluster.START;
  private static final Instant BEGAN = NOW.minus(Duration.ofHours(1));

  private final SimulatedCluster cluster = new SimulatedCluster();
  private final SimulatedWorkload cart = cluster.add("cart", 2, "500m", "1Gi");

  private Health health(ApplyStrategy strategy) {
    cart.recommended = sizes("300m", "768Mi");
    Flight flight =
        new Flight(
            "id",
            Phase.WATCH,
            strategy,
            cart.goal(),
            List.of(),
            BEGAN,
            BEGAN,
            Optional.empty(),
            "v1",
            "t",
            "policy",
            Interruption.FINISH,
            Optional.empty());
    ApplyOrder order = cluster.order();
    return HealthCheck.of(
        flight,
        new Situation(
            NOW,
            order,
            order.workloads().get(0),
            Optional.empty(),
            new InFlight(0, 0, 0, 1, 1),
            Map.of(),
            Set.of()));
  }

  private void changed() {
    cart.pods.forEach(p -> p.spec = sizes("300m", "768Mi"));
  }

  private static Arguments pod(String what, String verdict, Consumer<SimulatedPod> pod) {
    return Arguments.of(what, verdict, pod);
  }

  static Stream<Arguments> pods() {
    return Stream.of(
        pod("nothing happened", "GOOD", p -> {}),
        pod("OOM kill since", "CONTAINER_OOM_KILLED", p -> p.restart("OOMKilled", NOW)),
        pod(
            "OOM kill at the very second",
            "CONTAINER_OOM_KILLED",
            p -> p.restart("OOMKilled", BEGAN)),
        pod("OOM kill before", "GOOD", p -> p.restart("OOMKilled", BEGAN.minusSeconds(1))),
        pod("restart since", "CONTAINER_RESTARTED", p -> p.restart("Error", NOW)),
        pod("restart before", "GOOD", p -> p.restart("Error", BEGAN.minusSeconds(1))),
        pod(
            "restart by the resize itself",
            "GOOD",
            p -> {
              p.restartsFor = List.of(Resource.MEMORY);
              p.restart("Completed", NOW);
            }),
        pod(
            "OOM kill where the resize restarts",
            "CONTAINER_OOM_KILLED",
            p -> {
              p.restartsFor = List.of(Resource.MEMORY);
              p.restart("OOMKilled", NOW);
            }),
        pod("crash loop", "CRASH_LOOP", p -> p.waiting = Optional.of("CrashLoopBackOff")),
        pod("waits for an image", "GOOD", p -> p.waiting = Optional.of("ImagePullBackOff")),
        pod("not ready for long", "PODS_NOT_READY", p -> p.ready(false, NOW.minusSeconds(120))),
        pod("not ready since a moment", "UNCERTAIN", p -> p.ready(false, NOW.minusSeconds(119))),
        pod(
            "restart without its end",
            "CONTAINER_RESTARTED",
            p -> {
              p.restart("Error", NOW);
              p.last = Optional.empty();
            }),
        pod("no node", "UNCERTAIN", p -> p.bound = false),
        pod("being deleted", "UNCERTAIN", p -> p.deleting = true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pods")
  void judgesAPodThatWasChanged(String what, String verdict, Consumer<SimulatedPod> change) {
    changed();
    change.accept(cart.pods.get(0));
    assertThat(text(health(ApplyStrategy.IN_PLACE))).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pods")
  void neverBlamesAChangeForAPodThatHasTheOldSizes(
      String what, String verdict, Consumer<SimulatedPod> change) {
    change.accept(cart.pods.get(0));
    assertThat(text(health(ApplyStrategy.IN_PLACE))).isIn("GOOD", "UNCERTAIN");
  }

  private static String text(Health health) {
    if (health instanceof Health.Bad bad) {
      return bad.cause().reason().name();
    }
    return health.isGood() ? "GOOD" : "UNCERTAIN";
  }

  @ParameterizedTest
  @CsvSource({
    "IN_PLACE,299,UNCERTAIN",
    "IN_PLACE,3000,UNCERTAIN",
    "ROLLOUT,299,UNCERTAIN",
    "ROLLOUT,300,PODS_PENDING"
  })
  void blamesARollOutForPodsThatFindNoNode(ApplyStrategy strategy, int seconds, String verdict) {
    SimulatedPod fresh =
        new SimulatedPod("new", NOW.minusSeconds(seconds), "r", sizes("300m", "768Mi"));
    fresh.bound = false;
    cart.pods.add(fresh);
    assertThat(text(health(strategy))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"599,UNCERTAIN", "600,PODS_NOT_READY"})
  void givesANewPodMoreTimeToBecomeReady(int seconds, String verdict) {
    SimulatedPod fresh =
        new SimulatedPod("new", NOW.minusSeconds(seconds), "r", sizes("300m", "768Mi"));
    fresh.ready = false;
    cart.pods.add(fresh);
    assertThat(text(health(ApplyStrategy.ROLLOUT))).isEqualTo(verdict);
  }

  @Test
  void isUncertainWherePodsAreMissing() {
    changed();
    cart.pods.remove(0);
    assertThat(health(ApplyStrategy.IN_PLACE)).isEqualTo(new Health.Uncertain("1 of 2 pods exist"));
    cart.pods.clear();
    cart.desired = 0;
    assertThat(text(health(ApplyStrategy.IN_PLACE))).isEqualTo("UNCERTAIN");
  }

  @Test
  void namesThePodAndItsLimit() {
    changed();
    cart.pods.get(1).restart("OOMKilled", NOW);
    assertThat(health(ApplyStrategy.IN_PLACE))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            bad -> {
              assertThat(bad.cause().reason()).isEqualTo(Reason.CONTAINER_OOM_KILLED);
              assertThat(bad.cause().message())
                  .isEqualTo(
                      "Container app of pod cart-1 was OOM killed at 2026-03-02T10:00:00Z with a"
                          + " memory limit of 768Mi");
            });
  }
}
