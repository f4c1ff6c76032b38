// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static dev.rightsizing.apply.SimulatedWorkload.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pass must be cheap, however many workloads wait for their turn. */
class ApplySpeedTest {
  private static final int WORKLOADS = 1000;

  @Test
  void judgesAThousandApprovedWorkloadsInASecondAndBeginsNoMoreThanMay() {
    SimulatedCluster cluster = new SimulatedCluster();
    for (int i = 0; i < WORKLOADS; i++) {
      cluster.add("w" + i, 3, "500m", "1Gi").recommended = sizes("300m", "768Mi");
    }
    cluster.step();
    ApplyOrder order = cluster.order();
    ApplyPass pass = new ApplyPass(AllGuards.guards(), cluster, cluster, cluster, cluster.clock);
    int calls = cluster.calls;
    long began = System.nanoTime();
    ApplyResult result = pass.run(order);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(took).isLessThan(Duration.ofSeconds(1));
    assertThat(result.memories()).hasSize(WORKLOADS);
    assertThat(result.faults()).isEmpty();
    assertThat(result.memories().values().stream().filter(ApplyMemory::isInFlight))
        .hasSize(SimulatedCluster.settings(ApplyStrategy.IN_PLACE).maxInFlight());
    assertThat(cluster.calls - calls).as("calls of ports without news").isLessThan(10);
    assertThat(cluster.violations).isEmpty();
  }
}
