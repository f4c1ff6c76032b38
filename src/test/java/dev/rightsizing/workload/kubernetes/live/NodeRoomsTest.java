// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.NodeRoom;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeRoomsTest {

  private static KeptNode node(String name) {
    return KeptNode.of(
        Json.read(
            """
            {"metadata": {"name": "%s"}, "status": {"allocatable": {"cpu": "4", "memory": "1Gi"},
             "nodeInfo": {"kubeletVersion": "v1.35.0"}}}"""
                .formatted(name),
            Node.class));
  }

  private static KeptPod pod(String node, String phase, String spec, String actual, String given) {
    return new LivePods()
        .apply(
            Json.read(
                """
                {"metadata": {"name": "p", "namespace": "shop"},
                 "spec": {"nodeName": "%s", "containers": [{"name": "app",
                   "resources": {"requests": {"cpu": "%s"}}}]},
                 "status": {"phase": "%s", "containerStatuses": [{"name": "app",
                   "allocatedResources": {"cpu": "%s"},
                   "resources": {"requests": {"cpu": "%s"}}}]}}"""
                    .formatted(node, spec, phase, given, actual),
                Pod.class));
  }

  private static Amount cpu(NodeRooms rooms, String node) {
    return rooms.of(Set.of(node)).get(node).free().get(Resource.CPU);
  }

  @ParameterizedTest(name = "spec {0}, actual {1}, allocated {2}: {3} left")
  @CsvSource({
    "1,   1,   1,   3",
    "2,   1,   1,   2",
    "1,   2,   1,   2",
    "1,   1,   2,   2",
    "5,   1,   1,   -1",
  })
  void theGreatestRequestOfAPodCounts(String spec, String actual, String given, double left) {
    NodeRooms rooms =
        new NodeRooms(
            List.of(node("a"), node("b")),
            List.of(
                pod("a", "Running", spec, actual, given),
                pod("a", "Succeeded", "3", "3", "3"),
                pod("", "Pending", "3", "3", "3")));

    assertThat(cpu(rooms, "a")).isEqualTo(Amount.cores(left));
    assertThat(cpu(rooms, "b")).isEqualTo(Amount.cores(4));
    NodeRoom room = rooms.of(Set.of("a", "gone")).get("a");
    assertThat(room.allocatable().get(Resource.CPU)).isEqualTo(Amount.cores(4));
    assertThat(rooms.of(Set.of("a", "gone"))).containsOnlyKeys("a");
  }

  @Test
  void whatIsLeftIsExact() {
    List<KeptPod> pods = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      pods.add(pod("a", "Running", "100m", "100m", "100m"));
    }

    assertThat(cpu(new NodeRooms(List.of(node("a")), pods), "a")).isEqualTo(Amount.cores(0.3));
  }

  @Test
  void nothingIsKnownWithoutNodes() {
    NodeRooms rooms = new NodeRooms(List.of(), List.of(pod("a", "Running", "1", "1", "1")));

    assertThat(rooms.of(Set.of("a"))).isEmpty();
    assertThat(rooms.isWindows("a")).isFalse();
  }
}
