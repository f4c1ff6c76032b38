// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.evaluate.NodeFit.Counted;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.NodeCapacity;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.Containers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeFitTest {
  private static final NodeFit FIT = new NodeFit(new Nodes(nodes()));

  /** One with many cores and little memory, one the other way round. */
  private static Map<String, NodeCapacity> nodes() {
    return Map.of("cores", node("cores", "16", "16Gi"), "memory", node("memory", "4", "128Gi"));
  }

  private static NodeCapacity node(String name, String cpu, String memory) {
    Map<Resource, Amount> size =
        Map.of(
            Resource.CPU, Amount.parse(Resource.CPU, cpu),
            Resource.MEMORY, Amount.parse(Resource.MEMORY, memory));
    return new NodeCapacity(name, size, size);
  }

  private static ContainerSizing sizing(String cpu, String toCpu, String memory, String toMemory) {
    return Containers.sizing(
        Containers.spec("app", ContainerRole.MAIN, 0, cpu + "/-", memory + "/-"),
        toCpu + "/-",
        toMemory + "/-");
  }

  private static Workload workload(List<String> on, ContainerSizing... sizings) {
    return new Workload(
        new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web"),
        "uid",
        Map.of(),
        1,
        Arrays.stream(sizings).map(ContainerSizing::container).toList(),
        on);
  }

  private static ContainerSizing fit(NodeFit rule, ContainerSizing sizing) {
    return rule.fit(workload(List.of("cores"), sizing), List.of(sizing)).get(0);
  }

  @Test
  void leavesASizeThatANodeHolds() {
    ContainerSizing fits = sizing("1", "16", "1Gi", "16Gi");
    assertThat(fit(FIT, fits)).isSameAs(fits);
  }

  @Test
  void keepsWhatWouldGrowBeyondEveryNodeAndNamesTheGreatest() {
    ContainerSizing kept = fit(FIT, sizing("10", "17", "2Gi", "1Gi"));
    assertThat(kept.cpu().verdict()).isEqualTo(Verdict.UNSCHEDULABLE);
    assertThat(kept.cpu().recommended()).isEqualTo(Containers.size(Resource.CPU, "10/-"));
    assertThat(kept.cpu().explanation())
        .endsWith(
            "; a pod that requests 17 would fit no node (the largest, cores, has 16 for"
                + " pods), so the current size is kept");
    // What shrinks is right whatever the other resource needs.
    assertThat(kept.memory().recommended()).isEqualTo(Containers.size(Resource.MEMORY, "1Gi/-"));
  }

  @Test
  void keepsWhatNoSingleNodeHoldsTogether() {
    // 8 cores are on one node, 64 GiB on the other.
    ContainerSizing kept = fit(FIT, sizing("8", "8", "8Gi", "64Gi"));
    assertThat(kept.memory().verdict()).isEqualTo(Verdict.UNSCHEDULABLE);
    assertThat(kept.cpu().verdict()).isNotEqualTo(Verdict.UNSCHEDULABLE);
  }

  @Test
  void lowersARequestThatNoNodeHoldsThoughItStaysTooLarge() {
    assertThat(fit(FIT, sizing("100", "50", "1Gi", "1Gi")).cpu().recommended())
        .isEqualTo(Containers.size(Resource.CPU, "50/-"));
  }

  @Test
  void knowsWithoutNodesOnlyWhatNoMachineHas() {
    NodeFit blind = new NodeFit(Nodes.UNKNOWN);
    ContainerSizing large = sizing("1", "4000", "1Gi", "1Gi");
    assertThat(fit(blind, large)).isSameAs(large);
    // 8192 is the most that Linux counts.
    assertThat(fit(blind, sizing("1", "9000", "1Gi", "1Gi")).cpu().verdict())
        .isEqualTo(Verdict.UNSCHEDULABLE);
  }

  @Test
  void countsNoSavingOfARequestThatKeptItsPodFromEveryNode() {
    ContainerSizing huge = sizing("512k", "120m", "3Ei", "345Mi");
    for (NodeFit rule : List.of(FIT, new NodeFit(Nodes.UNKNOWN))) {
      ContainerSizing counted =
          rule.counted(workload(List.of(), huge), List.of(huge)).sizings().get(0);
      assertThat(counted.cpu().current()).isEqualTo(huge.cpu().recommended());
      assertThat(counted.memory().current()).isEqualTo(huge.memory().recommended());
    }
  }

  private static RunningPods pods(String cpu, int count) {
    return new RunningPods(
        Map.of(
            "app",
            Map.of(
                Resource.CPU, Containers.size(Resource.CPU, cpu + "/-"),
                Resource.MEMORY, Containers.size(Resource.MEMORY, "1Gi/-"))),
        Map.of(),
        count);
  }

  @Test
  void countsPodsThatNoNodeHoldsAsIfTheyHadTheRecommendedSize() {
    ContainerSizing sizing = sizing("16", "1", "1Gi", "1Gi");
    Workload mixed =
        workload(List.of("cores"), sizing).withRunning(List.of(pods("16", 3), pods("512k", 2)));
    assertThat(FIT.counted(mixed, List.of(sizing)).workload().running())
        .containsExactly(pods("16", 3), pods("1", 2));
  }

  @Test
  void countsTheSavingOfAPodThatRuns() {
    ContainerSizing large = sizing("16", "1", "1Gi", "1Gi");
    Workload runs = workload(List.of("cores"), large).withRunning(List.of(pods("16", 3)));
    assertThat(FIT.counted(runs, List.of(large))).isEqualTo(new Counted(runs, List.of(large)));
  }
}
