// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.LivePods;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@link ResourceQuotas}, {@link RoomOnNodes} and {@link LimitRanges}. */
class RoomTest {
  private final Guard quotas = new ResourceQuotas();
  private final Guard nodes = new RoomOnNodes();
  private final Guard limits = new LimitRanges();
  private final Judged judged = new Judged();

  /** Two pods of 1/2 cores, of which 2 and 4 are in use. */
  @ParameterizedTest
  @CsvSource({
    // strategy, to, surge, recreate, key, hard, held
    "IN_PLACE, 1500m/2, 1, false, requests.cpu, 3, false",
    "IN_PLACE, 1500m/2, 1, false, requests.cpu, 2900m, true",
    "IN_PLACE, 1500m/2, 1, false, cpu, 2900m, true",
    "IN_PLACE, 1500m/2, 1, false, limits.cpu, 4, false",
    "IN_PLACE, 1/3, 1, false, limits.cpu, 5, true",
    "IN_PLACE, 1/3, 1, false, limits.cpu, 6, false",
    "IN_PLACE, 500m/2, 1, false, requests.cpu, 1, false",
    "ROLLOUT, 500m/2, 1, false, requests.cpu, 2400m, true",
    "ROLLOUT, 500m/2, 1, false, requests.cpu, 2500m, false",
    "ROLLOUT, 500m/2, 0, false, requests.cpu, 1, false",
    "ROLLOUT, 500m/2, 1, true, requests.cpu, 1, false",
    "ROLLOUT, 1500m/2, 1, false, requests.cpu, 4400m, true",
    "ROLLOUT, 1500m/2, 1, false, requests.cpu, 4500m, false",
    "ROLLOUT, 1500m/2, 1, true, requests.cpu, 3, false",
    "ROLLOUT, 1500m/2, 1, true, requests.cpu, 2900m, true",
    "ON_NEXT_ROLLOUT, 500m/2, 1, false, requests.cpu, 2400m, true",
  })
  void aChangeFitsIntoQuotasAtItsWorst(
      ApplyStrategy strategy,
      String to,
      int surge,
      boolean recreate,
      String key,
      String hard,
      boolean held) {
    judged.strategy(strategy).cpu("1/2", to);
    judged.cluster.surge = surge;
    judged.cluster.recreate = recreate;
    judged.cluster.quotas.add(Cluster.quota(key, hard, key.startsWith("limits") ? "4" : "2"));
    if (held) {
      judged.heldBy(quotas, Reason.QUOTA_FULL, "shop/compute", key, hard);
    } else {
      judged.allowedBy(quotas);
    }
  }

  @Test
  void whatIsNotCountedYetHoldsWhatGrows() {
    judged.cpu("1/2", "1500m/2").cluster.quotas.add(Cluster.quota("requests.cpu", "100", null));
    judged.heldBy(quotas, Reason.QUOTA_FULL, "not counted yet", "adds 1");
    Judged less = new Judged().cpu("1/2", "500m/2");
    less.cluster.quotas.add(Cluster.quota("requests.cpu", "100", null));
    less.allowedBy(quotas);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_BEST_EFFORT, true",
    "BEST_EFFORT, false",
    "TERMINATING, false",
    "NOT_TERMINATING, true",
    "OTHER, false",
  })
  void aScopedQuotaCountsItsPodsAlone(QuotaScope.Kind scope, boolean held) {
    judged.cpu("1/2", "1500m/2");
    judged.cluster.quotas.add(Cluster.quota("requests.cpu", "2", "2", QuotaScope.of(scope)));
    if (held) {
      judged.heldBy(quotas, Reason.QUOTA_FULL);
    } else {
      judged.allowedBy(quotas);
    }
  }

  /** An admitted request over the spec's is what the quota counts already. */
  @Test
  void whatIsAdmittedIsNotAddedAgain() {
    judged.cpu("1/2", "1500m/2");
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi").allocated(Resource.CPU, "1500m"));
    judged.cluster.quotas.add(Cluster.quota("requests.cpu", "2", "2"));
    judged.allowedBy(quotas);
  }

  /** The new pod of a surge brings its overhead: 500m and 250m. */
  @ParameterizedTest
  @CsvSource({"2750m, false", "2700m, true"})
  void overheadOfNewPodsCounts(String hard, boolean held) {
    judged.strategy(ApplyStrategy.ROLLOUT).cpu("1/2", "500m/2");
    judged.cluster.workload =
        judged.cluster.workload.withPod(
            new PodShape(
                Map.of(), Map.of(), Map.of(Resource.CPU, Amount.parse(Resource.CPU, "250m"))));
    judged.cluster.quotas.add(Cluster.quota("requests.cpu", hard, "2"));
    if (held) {
      judged.heldBy(quotas, Reason.QUOTA_FULL, "up to 750m while it is rolled out");
    } else {
      judged.allowedBy(quotas);
    }
  }

  @Test
  void aCronJobHasNoSurge() {
    judged.cluster.kind(WorkloadKind.CRONJOB).quotas.add(Cluster.quota("requests.cpu", "2", "2"));
    judged.strategy(ApplyStrategy.ROLLOUT).cpu("1/2", "500m/2").allowedBy(quotas);
  }

  /** Two pods on node-1 and one on node-2, each growing by 500m. */
  @ParameterizedTest
  @CsvSource({
    // to, free on node-1, free on node-2, held by; none where it fits
    "1500m/2, 1, 500m, ",
    "1500m/2, 900m, 500m, node-1",
    "1500m/2, 1, 400m, node-2",
    "500m/2, -1, -1, ",
    "1/3, 0, 0, ",
  })
  void whatGrowsFitsOnItsNode(String to, String first, String second, String full) {
    judged.cpu("1/2", to);
    judged.cluster.pods.add(LivePods.app("checkout-3", "1/2", "1Gi/1Gi").on("node-2").build());
    judged.cluster.pods.add(LivePods.app("checkout-4", "1/2", "1Gi/1Gi").on("").build());
    judged.cluster.nodes.put("node-1", Cluster.node("node-1", first, "0"));
    judged.cluster.nodes.put("node-2", Cluster.node("node-2", second, "0"));
    if (full == null) {
      judged.allowedBy(nodes);
    } else {
      judged.heldBy(nodes, Reason.NO_NODE_ROOM, "Node " + full, "would grow there by");
    }
  }

  @Test
  void theMessageHasTheNumbers() {
    judged.cpu("1/2", "1500m/2");
    judged.cluster.nodes.put("node-1", Cluster.node("node-1", "900m", "0"));
    judged.heldBy(
        nodes,
        Reason.NO_NODE_ROOM,
        "Node node-1 has 900m of cpu left, and 2 pods would grow there by 1");
  }

  /** A greater init container covers the growth of what runs after it. */
  @Test
  void aPodIsTheGreaterOfItsTwoPhases() {
    judged.cpu("1/2", "1500m/2");
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi")
            .with("setup", ContainerRole.INIT, "2/2", "1Gi/1Gi"));
    judged.cluster.nodes.put("node-1", Cluster.node("node-1", "0", "0"));
    judged.allowedBy(nodes);
  }

  @ParameterizedTest
  @CsvSource({"1500m/2, true", "500m/2, false"})
  void anUnknownNodeHoldsWhatGrows(String to, boolean held) {
    judged.cpu("1/2", to).cluster.nodes.clear();
    if (held) {
      judged.heldBy(nodes, Reason.NO_NODE_ROOM, "node-1 is unknown", "read nodes");
    } else {
      judged.allowedBy(nodes);
    }
    judged.strategy(ApplyStrategy.ROLLOUT).allowedBy(nodes);
  }

  @ParameterizedTest
  @CsvSource({
    // to, min, max, ratio, held
    "500m/1, , , , false",
    "500m/1, 600m, , , true",
    "500m/1, 500m, , , false",
    "500m/1, , 1, , false",
    "500m/1, , 900m, , true",
    "500m/2, , , 2, true",
    "500m/1, , , 2, false",
  })
  void limitRangesOfContainersHold(String to, String min, String max, Double ratio, boolean held) {
    judged.cpu("1/2", to);
    judged.cluster.limits.put(Resource.CPU, range(min, max, ratio));
    for (ApplyStrategy strategy : ApplyStrategy.values()) {
      judged.strategy(strategy);
      if (held) {
        judged.heldBy(limits, Reason.LIMIT_RANGE_REFUSES, "LimitRange bounds", "container app");
      } else {
        judged.allowedBy(limits);
      }
    }
  }

  /** All containers are checked again, also one that does not change. */
  @Test
  void aContainerThatBreaksALimitRangeAlreadyHoldsItsPod() {
    judged.cpu("1/2", "500m/1");
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi")
            .with("proxy", ContainerRole.SIDECAR, "4/4", "1Gi/1Gi"));
    judged.cluster.limits.put(Resource.CPU, range(null, "2", null));
    judged.heldBy(
        limits,
        Reason.LIMIT_RANGE_REFUSES,
        "at most 2",
        "container proxy of pod checkout-1",
        "request 4, limit 4");
  }

  @ParameterizedTest
  @CsvSource({"3, true", "5, false"})
  void limitRangesOfPodsCountAllContainers(String max, boolean held) {
    judged.cpu("1/2", "1/3");
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi")
            .with("proxy", ContainerRole.SIDECAR, "1/1", "1Gi/1Gi"));
    judged.cluster.workload =
        judged.cluster.workload.withPod(
            new PodShape(
                Map.of(), Map.of(), Map.of(), Map.of(Resource.CPU, range(null, max, null))));
    if (held) {
      judged.heldBy(
          limits, Reason.LIMIT_RANGE_REFUSES, "pod checkout-1 as a whole", "request 2, limit 4");
    } else {
      judged.allowedBy(limits);
    }
  }

  /** A new container without a limit gets the default; one that runs has it already. */
  @Test
  void aDefaultLimitFillsANewContainer() {
    judged.strategy(ApplyStrategy.ROLLOUT).cpu("1/2", "500m/-");
    judged.cluster.limits.put(
        Resource.CPU,
        new ContainerLimits(
            "bounds",
            Optional.empty(),
            Optional.of(Amount.cores(2)),
            Optional.empty(),
            Optional.of(Amount.cores(1)),
            Optional.empty()));
    judged.allowedBy(limits);
  }

  private static ContainerLimits range(String min, String max, Double ratio) {
    return new ContainerLimits(
        "bounds",
        Optional.ofNullable(min).map(m -> Amount.parse(Resource.CPU, m)),
        Optional.ofNullable(max).map(m -> Amount.parse(Resource.CPU, m)),
        Optional.ofNullable(ratio));
  }
}
