// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.apply.VerticalAutoscaler;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.LivePods;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@link Autoscaler} and {@link VerticalAutoscalers}. */
class AutoscalerTest {
  private static final SizeStep MEMORY = Judged.memoryStep("1Gi/1Gi", "800Mi/1Gi");

  private final Guard guard = new Autoscaler();
  private final Judged judged = new Judged().cpu("1/2", "800m/2").memory("1Gi/1Gi", "800Mi/1Gi");

  @ParameterizedTest
  @CsvSource({
    // mode, percent, request after, target in the proposal (0 for none), kept
    "HOLD, 60, 800m, 0, true",
    "HOLD, 60, 800m, 75, true",
    "IGNORE, 60, 800m, 0, false",
    "SCALE_POINT, 60, 800m, 75, false",
    "SCALE_POINT, 60, 800m, 0, true",
    "SCALE_POINT, 60, 600m, 100, true",
    "SCALE_POINT, 60, 667m, 90, false",
    "SCALE_POINT, 60, 650m, 92, true",
    "SCALE_POINT, 60, 1200m, 50, false",
    "SCALE_POINT, 60, 1300m, 46, true",
    "SCALE_POINT, 60, 990m, 0, false",
    "SCALE_POINT, 30, 800m, 38, false",
    "SCALE_POINT, 30, 1200m, 25, true",
    "SCALE_POINT, 96, 1020m, 94, false",
    "SCALE_POINT, 96, 960m, 100, true",
  })
  void aRequestMovesOnlyTogetherWithItsTarget(
      AutoscalerMode mode, int percent, String after, int target, boolean kept) {
    judged.facts.steps.set(0, Judged.cpuStep("1/2", after + "/2"));
    judged.facts.autoscaler = mode;
    judged.cluster.autoscalers(Cluster.hpa("checkout", percent));
    if (target > 0) {
      judged.facts.targets.add(target("checkout", 0, percent, target));
    }
    if (kept) {
      judged.shrunkBy(
          guard,
          Reason.HELD_BY_AUTOSCALER,
          List.of(MEMORY),
          "HorizontalPodAutoscaler/checkout scales on " + percent + "% of cpu",
          "cpu of app stays");
    } else {
      judged.allowedBy(guard);
    }
  }

  @Test
  void aTargetThatCannotBeSaysWhichItWouldBe() {
    judged.facts.autoscaler = AutoscalerMode.SCALE_POINT;
    judged.facts.steps.set(0, Judged.cpuStep("1/2", "600m/2"));
    judged.cluster.autoscalers(Cluster.hpa("checkout", 60));
    judged.shrunkBy(
        guard, Reason.HELD_BY_AUTOSCALER, List.of(MEMORY), "would need 100%", "50% and 90%");
  }

  /** The sidecar's core counts too: 60 % of 2 cores is 67 % of 1800m. */
  @ParameterizedTest
  @CsvSource({"67, false", "0, true"})
  void allContainersOfAPodCountTogether(int target, boolean kept) {
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi")
            .with("warm-up", ContainerRole.INIT, "4/4", "1Gi/1Gi")
            .with("proxy", ContainerRole.SIDECAR, "1/1", "1Gi/1Gi"));
    judged.facts.autoscaler = AutoscalerMode.SCALE_POINT;
    judged.cluster.autoscalers(Cluster.hpa("checkout", 60));
    if (kept) {
      judged.shrunkBy(guard, Reason.HELD_BY_AUTOSCALER, List.of(MEMORY), "set it to 67%");
    } else {
      judged.facts.targets.add(target("checkout", 0, 60, target));
      judged.allowedBy(guard);
    }
  }

  @Test
  void aContainersTargetHoldsThatContainerAlone() {
    judged.with("proxy", ContainerRole.SIDECAR, Resource.CPU, "1/1", "500m/1");
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi")
            .with("proxy", ContainerRole.SIDECAR, "1/1", "1Gi/1Gi"));
    judged.cluster.autoscalers(
        Cluster.hpa("checkout", new Target(Resource.CPU, Optional.of("app"), 60, 0)));
    judged.shrunkBy(
        guard,
        Reason.HELD_BY_AUTOSCALER,
        List.of(MEMORY, Judged.step("proxy", ContainerRole.SIDECAR, Resource.CPU, "1/1", "500m/1")),
        "60% of cpu of container app");
  }

  @ParameterizedTest
  @CsvSource({"HOLD", "SCALE_POINT"})
  void twoOnOneResourceHoldIt(AutoscalerMode mode) {
    judged.facts.autoscaler = mode;
    judged.facts.targets.add(target("a", 0, 60, 75));
    judged.facts.targets.add(target("b", 0, 60, 75));
    judged.cluster.autoscalers(Cluster.hpa("a", 60), Cluster.hpa("b", 60));
    judged.shrunkBy(
        guard, Reason.HELD_BY_AUTOSCALER, List.of(MEMORY), "2 autoscalers", "leave one of them");
  }

  /** A trigger of a ScaledObject that cannot be read has no index that could be changed. */
  @Test
  void aTargetOfUnknownPlaceHolds() {
    judged.facts.autoscaler = AutoscalerMode.SCALE_POINT;
    Autoscaling keda = Cluster.hpa("keda-hpa-checkout", 60).madeBy("checkout");
    judged.cluster.autoscalers(keda);
    judged.facts.targets.add(
        new TargetStep(
            Autoscaling.SCALED_OBJECT,
            "checkout",
            Target.UNKNOWN,
            Resource.CPU,
            Optional.empty(),
            60,
            75));
    judged.shrunkBy(guard, Reason.HELD_BY_AUTOSCALER, List.of(MEMORY), "ScaledObject/checkout");
  }

  /** Without a request anywhere it has nothing to work on. */
  @Test
  void anAutoscalerThatDoesNotWorkHoldsNothing() {
    judged.facts.steps.set(0, Judged.cpuStep("-/2", "500m/2"));
    judged.cluster.pods(LivePods.app("checkout-1", "-/2", "1Gi/1Gi"));
    judged.cluster.autoscalers(Cluster.hpa("checkout", 60));
    judged.allowedBy(guard);
  }

  @Test
  void aLimitAloneMovesNothing() {
    judged.facts.steps.set(0, Judged.cpuStep("1/2", "1/3"));
    judged.cluster.autoscalers(Cluster.hpa("checkout", 60));
    judged.allowedBy(guard);
  }

  @ParameterizedTest
  @CsvSource({
    "Off, false",
    "Initial, true",
    "Recreate, true",
    "Auto, true",
    "InPlaceOrRecreate, true",
    "InPlace, true",
  })
  void twoNeverSizeOneWorkload(String mode, boolean refused) {
    judged.cluster.verticalAutoscalers.add(new VerticalAutoscaler("checkout-vpa", mode));
    Guard vertical = new VerticalAutoscalers();
    if (refused) {
      judged.refusedBy(vertical, Reason.VERTICAL_AUTOSCALER, "checkout-vpa", "updateMode " + mode);
    } else {
      judged.allowedBy(vertical);
    }
  }

  private static TargetStep target(String name, int index, int from, int to) {
    return new TargetStep(Autoscaling.HPA, name, index, Resource.CPU, Optional.empty(), from, to);
  }
}
