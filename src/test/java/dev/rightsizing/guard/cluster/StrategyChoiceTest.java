// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.LivePods;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StrategyChoiceTest {
  private final Judged judged = new Judged().cpu("1/2", "700m/2");

  @ParameterizedTest
  @CsvSource({
    // what is in the way, fallback, strategy, reason of the note
    "nothing, true, IN_PLACE, ",
    "not served, true, ROLLOUT, RESIZE_NOT_SUPPORTED",
    "not served, false, IN_PLACE, ",
    "node, true, ROLLOUT, RESIZE_NOT_SUPPORTED",
    "windows, true, ROLLOUT, RESIZE_NOT_SUPPORTED",
    "claims, true, ROLLOUT, RESOURCE_CLAIMS",
    "pod level, true, ROLLOUT, POD_LEVEL_RESOURCES",
    "class, true, ROLLOUT, QOS_WOULD_CHANGE",
    "class, false, IN_PLACE, ",
    "no room, true, IN_PLACE, ",
  })
  void fallsBackOnlyWherePodsCannotBeResized(
      String obstacle, boolean fallback, ApplyStrategy strategy, Reason reason) {
    judged.facts.fallbackToRollout = fallback;
    put(obstacle);
    StrategyChoice choice = choose();
    assertThat(choice.strategy()).isEqualTo(strategy);
    assertThat(choice.note().map(ApplyVerdict::reason)).isEqualTo(Optional.ofNullable(reason));
    assertThat(choice.note().stream())
        .allSatisfy(
            note -> {
              assertThat(note.result()).isEqualTo(ApplyVerdict.Result.ALLOW);
              assertThat(note.message()).startsWith("Changed by a roll-out").contains(": ");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = ApplyStrategy.class,
      names = {"ROLLOUT", "ON_NEXT_ROLLOUT"})
  void whatChangesTheTemplateHasNoFallback(ApplyStrategy strategy) {
    judged.facts.fallbackToRollout = true;
    put("not served");
    judged.strategy(strategy);
    assertThat(choose()).isEqualTo(new StrategyChoice(strategy, Optional.empty()));
  }

  private StrategyChoice choose() {
    judged.facts.cluster = Optional.of(judged.cluster.facts());
    return StrategyChoice.of(judged.step(), judged.facts.facts());
  }

  private void put(String obstacle) {
    LivePods pod = LivePods.app("checkout-1", "1/2", "1Gi/1Gi");
    switch (obstacle) {
      case "not served" -> judged.cluster.support = new ResizeSupport(false, false, "v1.30.0");
      case "node" ->
          judged.cluster.nodes.put(
              "node-1", Cluster.node("node-1", "8", "8Gi", false, false, "kubelet v1.31"));
      case "windows" -> judged.cluster.pods(pod.windows());
      case "claims" ->
          judged.cluster.pods(
              LivePods.pod("checkout-1").with("app", ContainerRole.MAIN, "1/2", "1Gi/1Gi", true));
      case "pod level" -> judged.cluster.pods(pod.podLevel());
      case "class" -> judged.cluster.pods(pod.qos("Guaranteed"));
      case "no room" -> judged.cluster.nodes.put("node-1", Cluster.node("node-1", "0", "0"));
      default -> {
        // Nothing.
      }
    }
  }
}
