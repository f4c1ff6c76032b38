// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodResourcesTest {

  /** Requests and limits in cores, written {@code request/limit}; "-" is absent. */
  @ParameterizedTest(name = "{0}: spec {1}, actuated {2}, allocated {3}: counted {4}, in force {5}")
  @CsvSource({
    "at rest,     1/2,     1/2,   1, 1/2,   1/2",
    // On its way up: set aside is what it will have, held to what it has.
    "in progress, 2/4,     1/2,   1, 2/4,   1/2",
    // On its way down: nothing is free before the node has done it.
    "in progress, 0.5/0.5, 1/2,   1, 1/2,   1/2",
    "in progress, 0.5/0.5, 1/2,   3, 3/2,   1/2",
    "Deferred,    2/4,     1/2,   1, 2/4,   1/2",
    // Never granted, so nobody sets it aside.
    "Infeasible,  2/4,     1/2,   1, 1/2,   1/2",
    "Infeasible,  2/4,     1/2,   3, 3/2,   1/2",
    // A node that reports nothing of a value: the spec is all that is known.
    "at rest,     1/2,     -/-,   -, 1/2,   1/2",
    "Infeasible,  1/2,     -/-,   -, 1/2,   1/2",
  })
  void countsAsTheSchedulerDoes(
      String state,
      String spec,
      String actuated,
      String allocated,
      String counted,
      String inForce) {
    PodResources read = PodResources.of(pod(state, spec, actuated, allocated));

    assertThat(read.counted().get("app").get(Resource.CPU)).isEqualTo(size(counted));
    assertThat(read.inForce().get("app").get(Resource.CPU)).isEqualTo(size(inForce));
  }

  @Test
  void aPodThatNoNodeReportsOnAsksForWhatItsSpecSays() {
    Pod waiting = new PodBuilder(pod("at rest", "1/2", "-/-", "-")).withStatus(null).build();

    PodResources read = PodResources.of(waiting);

    assertThat(read.counted()).isEqualTo(Map.of("app", Map.of(Resource.CPU, size("1/2"))));
    assertThat(read.inForce()).isEqualTo(read.counted());
  }

  private static Pod pod(String state, String spec, String actuated, String allocated) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("web-1")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("app")
            .withNewResources()
            .withRequests(quantities(spec.split("/")[0]))
            .withLimits(quantities(spec.split("/")[1]))
            .endResources()
            .endContainer()
            .endSpec()
            .withNewStatus()
            .addNewContainerStatus()
            .withName("app")
            .withAllocatedResources(quantities(allocated))
            .withNewResources()
            .withRequests(quantities(actuated.split("/")[0]))
            .withLimits(quantities(actuated.split("/")[1]))
            .endResources()
            .endContainerStatus()
            .endStatus();
    if (state.equals("Deferred") || state.equals("Infeasible")) {
      pod.editStatus()
          .addToConditions(
              new PodConditionBuilder().withType("PodResizePending").withReason(state).build())
          .endStatus();
    }
    return pod.build();
  }

  private static Map<String, Quantity> quantities(String cores) {
    Map<String, Quantity> quantities = new HashMap<>();
    if (!cores.equals("-")) {
      quantities.put("cpu", new Quantity(cores));
    }
    return quantities;
  }

  private static Size size(String text) {
    String[] parts = text.split("/");
    return Size.of(
        Amount.cores(Double.parseDouble(parts[0])), Amount.cores(Double.parseDouble(parts[1])));
  }
}
