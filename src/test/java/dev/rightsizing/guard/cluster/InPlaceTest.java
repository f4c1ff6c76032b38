// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.LivePods;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Of what a resize in place cannot do. */
class InPlaceTest {
  private static final List<Guard> GUARDS =
      List.of(
          new InPlaceCapability(),
          new PodLevelResources(),
          new ResourceClaims(),
          new InitContainers(),
          new MemoryLimitDown(),
          new LimitRemoval(),
          new QosClass(),
          new PodsDiffer());

  private final Judged judged = new Judged();

  @ParameterizedTest
  @CsvSource({
    // served, mirror, windows, node resizes, part of the message
    "true, false, false, true, ",
    "false, false, false, true, v1.35.4",
    "true, true, false, true, from a file",
    "true, false, true, true, Windows",
    "true, false, false, false, node node-1 does not resize pods (kubelet v1.31)",
  })
  void whoCannotResizeIsNotAsked(
      boolean served, boolean mirror, boolean windows, boolean resizes, String part) {
    judged.cpu("1/2", "700m/2");
    judged.cluster.support = new ResizeSupport(served, true, "v1.35.4");
    LivePods pod = LivePods.app("checkout-1", "1/2", "1Gi/1Gi");
    pod = mirror ? pod.mirror() : pod;
    judged.cluster.pods(windows ? pod.windows() : pod);
    judged.cluster.nodes.put(
        "node-1",
        Cluster.node("node-1", "8", "8Gi", false, resizes, resizes ? "" : "kubelet v1.31"));
    if (part == null) {
      judged.allowedBy(new InPlaceCapability());
    } else {
      judged.refusedBy(new InPlaceCapability(), Reason.RESIZE_NOT_SUPPORTED, part);
    }
  }

  @Test
  void aNodeThatCannotBeReadMayResize() {
    judged.cpu("1/2", "700m/2").cluster.nodes.clear();
    judged.allowedBy(new InPlaceCapability());
  }

  /** Nothing of it concerns a change of the template. */
  @ParameterizedTest
  @EnumSource(
      value = ApplyStrategy.class,
      names = {"ROLLOUT", "ON_NEXT_ROLLOUT"})
  void aTemplateCanBeAnything(ApplyStrategy strategy) {
    judged.cpu("1/2", "700m/-").memory("1Gi/1Gi", "1Gi/800Mi").strategy(strategy);
    judged.with("setup", ContainerRole.INIT, Resource.CPU, "1/1", "2/2");
    judged.cluster.support = new ResizeSupport(false, false, "v1.30.0");
    judged.cluster.pods(
        LivePods.pod("checkout-1")
            .with("app", ContainerRole.MAIN, "3/3", "1Gi/1Gi", true)
            .podLevel()
            .windows()
            .resize(ResizeState.INFEASIBLE, "no"));
    assertThat(GUARDS).allSatisfy(judged::allowedBy);
  }

  @Test
  void podsWithResourcesOfTheirOwnAreNotResized() {
    judged.cpu("1/2", "700m/2").allowedBy(new PodLevelResources());
    judged.cluster.pods(LivePods.app("checkout-1", "1/2", "1Gi/1Gi").podLevel());
    judged.refusedBy(new PodLevelResources(), Reason.POD_LEVEL_RESOURCES, "Deployment/checkout");
  }

  @Test
  void noStepIsOneOfThePodsOwnLevel() {
    judged.with(PodShape.LEVEL, ContainerRole.POD, Resource.CPU, "1/2", "2/2");
    judged.refusedBy(new PodLevelResources(), Reason.POD_LEVEL_RESOURCES);
  }

  @Test
  void oneContainerWithClaimsIsEnough() {
    judged.cpu("1/2", "700m/2").allowedBy(new ResourceClaims());
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi")
            .with("gpu", ContainerRole.MAIN, "1/2", "1Gi/1Gi", true));
    judged.refusedBy(
        new ResourceClaims(), Reason.RESOURCE_CLAIMS, "Container gpu of pod checkout-1");
  }

  @ParameterizedTest
  @CsvSource({"INIT, true", "SIDECAR, false", "MAIN, false"})
  void initContainersKeepTheirSizes(ContainerRole role, boolean kept) {
    judged.cpu("1/2", "700m/2").with("setup", role, Resource.CPU, "1/1", "2/2");
    if (kept) {
      judged.shrunkBy(
          new InitContainers(),
          Reason.RESIZE_NOT_SUPPORTED,
          List.of(Judged.cpuStep("1/2", "700m/2")),
          "init container setup");
    } else {
      judged.allowedBy(new InitContainers());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // supported, restarts for memory, from, to, what is left; none where it is allowed
    "true, false, 1Gi/2Gi, 800Mi/1Gi, ",
    "false, true, 1Gi/2Gi, 800Mi/1Gi, ",
    "false, false, 1Gi/2Gi, 800Mi/1Gi, 800Mi/2Gi",
    "false, false, 1Gi/2Gi, 1Gi/1Gi, 1Gi/2Gi",
    "false, false, 1Gi/2Gi, 800Mi/2Gi, ",
    "false, false, 1Gi/2Gi, 2Gi/3Gi, ",
  })
  void olderServersKeepMemoryLimits(
      boolean supported, boolean restarts, String from, String to, String left) {
    judged.memory(from, to);
    judged.cluster.support = new ResizeSupport(true, supported, "v1.33.1");
    LivePods pod = LivePods.pod("checkout-1");
    judged.cluster.pods(
        restarts
            ? pod.with("app", ContainerRole.MAIN, "1/2", from, false, Resource.MEMORY)
            : pod.with("app", ContainerRole.MAIN, "1/2", from));
    if (left == null) {
      judged.allowedBy(new MemoryLimitDown());
    } else {
      judged.shrunkBy(
          new MemoryLimitDown(),
          Reason.RESIZE_NOT_SUPPORTED,
          left.equals(from) ? List.of() : List.of(Judged.memoryStep(from, left)),
          "v1.33.1",
          "app (2Gi)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // from, to, left; what stays
    "1/2, 700m/2, , ",
    "1/2, 700m/-, 700m/2, cpu limit 2 of container app",
    "1/2, 3/-, 1/2, cpu limit 2 of container app",
    "1/2, -/2, 1/2, cpu request 1 of container app",
    "1/2, -/500m, 1/2, cpu request 1 of container app",
    "1/-, 700m/1, , ",
    "1/0, 700m/-, , ",
    "1/2, 700m/0, 700m/2, cpu limit 2 of container app",
  })
  void nothingIsTakenAway(String from, String to, String left, String part) {
    judged.cpu(from, to);
    if (part == null) {
      judged.allowedBy(new LimitRemoval());
    } else {
      judged.shrunkBy(
          new LimitRemoval(),
          Reason.LIMIT_CANNOT_BE_REMOVED,
          left.equals(from) ? List.of() : List.of(Judged.cpuStep(from, left)),
          part);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // class, cpu and memory of the pod, of its sidecar, cpu after, part of the message
    "Guaranteed, 1/1, 1Gi/1Gi, 1/1, 2/2, ",
    "Guaranteed, 1/1, 1Gi/1Gi, 1/1, 500m/1, container app would have of cpu request 500m; limit 1",
    "Burstable, 1/2, 1Gi/1Gi, 1/1, 2/2, every container would have a limit equal to its request",
    "Burstable, 1/2, 1Gi/1Gi, 1/2, 2/2, ",
    "Burstable, 1/2, 1Gi/1Gi, -/-, 2/2, ",
    "BestEffort, -/-, -/-, -/-, 1/2, a BestEffort pod cannot get a request or a limit",
    "BestEffort, 0/0, -/-, -/-, 0/-, ",
  })
  void theClassStays(
      String qos, String cpu, String memory, String sidecar, String after, String part) {
    judged.cpu(cpu, after);
    judged.cluster.pods(
        LivePods.app("checkout-1", cpu, memory)
            .with("proxy", ContainerRole.SIDECAR, sidecar, memory)
            .qos(qos));
    if (part == null) {
      judged.allowedBy(new QosClass());
    } else {
      judged.refusedBy(
          new QosClass(),
          Reason.QOS_WOULD_CHANGE,
          "Pod checkout-1 is " + qos,
          part.replace(';', ','));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // size of the second pod, its resize, reason
    "1/2, DONE, ",
    "700m/2, DONE, ",
    "900m/2, DONE, PODS_NOT_ALIKE",
    "1/2, DEFERRED, RESIZE_NOT_FINISHED",
    "1/2, ERROR, RESIZE_NOT_FINISHED",
    "1/2, REQUESTED, RESIZE_NOT_FINISHED",
  })
  void aResizeBeginsFromOneSize(String second, ResizeState state, Reason reason) {
    judged.cpu("1/2", "700m/2");
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi"),
        LivePods.app("checkout-2", second, "1Gi/1Gi").resize(state, "used: 1450"));
    if (reason == null) {
      judged.allowedBy(new PodsDiffer());
    } else {
      judged.heldBy(
          new PodsDiffer(),
          reason,
          "pod checkout-2",
          reason == Reason.PODS_NOT_ALIKE ? "request 900m, limit 2" : "used: 1450");
    }
  }

  @Test
  void podsThatEndMayBeAsTheyAre() {
    judged.cpu("1/2", "700m/2");
    judged.cluster.pods(LivePods.app("checkout-1", "5/5", "1Gi/1Gi").deleting());
    judged.allowedBy(new PodsDiffer());
    assertThat(judged.by(new QosClass())).isEqualTo(Verdict.ALLOW);
  }
}
