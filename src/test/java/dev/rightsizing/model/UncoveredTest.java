// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Uncovered.Cause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UncoveredTest {

  private static Uncovered of(
      Cause cause, List<String> names, int pods, String cpu, String memory) {
    return new Uncovered(
        "shop",
        cause,
        names,
        names.size(),
        pods,
        Map.of(
            Resource.CPU,
            Amount.parse(Resource.CPU, cpu),
            Resource.MEMORY,
            Amount.parse(Resource.MEMORY, memory)));
  }

  @Test
  void oneOfAThingIsNotMany() {
    assertThat(of(Cause.UNKNOWN_OWNER, List.of("Pod/runner"), 1, "1", "512Mi").sentence())
        .isEqualTo(
            "1 pod of 1 owner is of an unsupported kind: 1 core, 512Mi requested (Pod/runner)");
    assertThat(of(Cause.INJECTED, List.of("agent", "proxy"), 5, "2500m", "1Gi").sentence())
        .isEqualTo(
            "2 containers of 5 pods are in no template, probably set by a webhook: 2500m CPU, 1Gi"
                + " requested (agent, proxy)");
  }

  @Test
  void manyNamesAreCountedAndFewAreShown() {
    Uncovered many =
        of(Cause.UNKNOWN_OWNER, List.of("a", "b", "c", "d", "e", "f", "g"), 7, "7", "7Gi");

    assertThat(many.names()).hasSize(5);
    assertThat(many.owners()).isEqualTo(7);
    assertThat(many.sentence()).endsWith("(a, b, c, d, e and 2 more)");
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseSaysWhatIsRequested(Cause cause) {
    assertThat(of(cause, List.of("a"), 2, "3", "4Gi").sentence())
        .contains(": 3 cores, 4Gi requested (a)");
  }
}
