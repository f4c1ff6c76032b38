// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static dev.rightsizing.apply.SimulatedWorkload.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.apply.SimulatedCluster.Kill;
import dev.rightsizing.apply.SimulatedWorkload.Kubelet;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the operator before and after every call that it makes, in every kind of change. */
class ApplyCrashTest {
  private static final int STEPS = 45;

  /** What happens while the operator is killed. */
  enum Course {
    IN_PLACE,
    TARGETS,
    OOM_KILL,
    UNDO_REQUESTED,
    ROLLOUT,
    ROLLOUT_UNDONE
  }

  @ParameterizedTest
  @EnumSource
  void anotherProcessFinishesWhatWasBegun(Course course) {
    SimulatedCluster calm = cluster(course);
    run(calm, course);
    assertThat(calm.calls).as("calls without a kill").isGreaterThan(8);
    for (int call = 1; call <= calm.calls; call++) {
      for (boolean after : List.of(false, true)) {
        SimulatedCluster killed = cluster(course);
        killed.kill = Optional.of(new Kill(call, after));
        run(killed, course);
        assertThat(killed.calls).as("the kill happened").isGreaterThanOrEqualTo(call);
        check(killed, calm, course, "killed " + (after ? "after" : "before") + " call " + call);
      }
    }
  }

  private static SimulatedCluster cluster(Course course) {
    SimulatedCluster cluster =
        course == Course.TARGETS
            ? new SimulatedCluster(new Guards(List.of()))
            : new SimulatedCluster();
    if (course == Course.ROLLOUT || course == Course.ROLLOUT_UNDONE) {
      cluster.settings = SimulatedCluster.settings(ApplyStrategy.ROLLOUT);
    }
    if (course == Course.TARGETS) {
      cluster.targets =
          List.of(
              new TargetStep(
                  "HorizontalPodAutoscaler", "cart", 0, Resource.CPU, Optional.empty(), 70, 88));
    }
    SimulatedWorkload cart = cluster.add("cart", 3, "500m", "1Gi");
    cart.recommended = sizes("300m", "768Mi");
    if (course == Course.OOM_KILL) {
      cart.kubelet = Kubelet.OOM_AFTER;
    }
    cart.readinessBroken = course == Course.ROLLOUT_UNDONE;
    return cluster;
  }

  private static void run(SimulatedCluster cluster, Course course) {
    for (int step = 0; step < STEPS; step++) {
      if (course == Course.UNDO_REQUESTED && step == 7) {
        cluster
            .kept
            .keySet()
            .forEach(
                ref ->
                    cluster.requests.put(
                        ref,
                        new Requests(
                            Optional.empty(),
                            Optional.of(cluster.clock.instant()),
                            Optional.empty(),
                            false)));
      }
      cluster.step();
    }
    if (course == Course.OOM_KILL || course == Course.ROLLOUT_UNDONE) {
      cluster.workloads.values().forEach(w -> w.recommended = w.original);
      cluster.steps(20);
    }
  }

  private static void check(
      SimulatedCluster killed, SimulatedCluster calm, Course course, String when) {
    SimulatedWorkload cart = killed.workloads.values().iterator().next();
    SimulatedWorkload expected = calm.workloads.values().iterator().next();
    assertThat(killed.violations).as(when).isEmpty();
    assertThat(killed.sizes(cart)).as(when).isEqualTo(calm.sizes(expected));
    assertThat(cart.template).as(when).isEqualTo(expected.template);
    assertThat(cart.target).as(when).isEqualTo(expected.target);
    assertThat(killed.writes(cart)).as(when).isEqualTo(calm.writes(expected));
    assertThat(killed.memory(cart).flight()).as(when).isEmpty();
    boolean good = course == Course.IN_PLACE || course == Course.ROLLOUT;
    if (good || course == Course.TARGETS) {
      assertThat(killed.memory(cart).state()).as(when).isEqualTo(ApplyState.APPLIED);
      assertThat(killed.memory(cart).history()).as(when).hasSize(1);
    }
  }
}
