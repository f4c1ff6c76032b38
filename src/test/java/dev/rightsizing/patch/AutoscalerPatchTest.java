// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.ScaleAdvice.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoscalerPatchTest {
  private final AutoscalerPatch patch = new AutoscalerPatch();

  private static ScaleAdvice advice(String kind, Target target, Decision decision, Integer then) {
    return new ScaleAdvice(
        new Autoscaling(kind, "web", 1, 9, List.of(target), List.of()),
        target,
        decision,
        Optional.ofNullable(then),
        Map.of(),
        "because");
  }

  private static Target cpu(String container, int index) {
    return new Target(Resource.CPU, Optional.ofNullable(container), 50, index);
  }

  @Test
  void anHpasTargetIsTestedBeforeItIsReplaced() {
    assertThat(patch.write(advice(Autoscaling.HPA, cpu(null, 2), Decision.SCALE_POINT, 83)))
        .contains(
            """
            - op: test
              path: /spec/metrics/2/resource/name
              value: cpu
            - op: test
              path: /spec/metrics/2/resource/target/averageUtilization
              value: 50
            - op: replace
              path: /spec/metrics/2/resource/target/averageUtilization
              value: 83
            """);
  }

  @Test
  void aContainersMetricHasAPathOfItsOwn() {
    assertThat(patch.write(advice(Autoscaling.HPA, cpu("app", 0), Decision.SCALE_POINT, 83)).get())
        .contains("/spec/metrics/0/containerResource/target/averageUtilization");
  }

  @Test
  void aTriggersValueIsText() {
    assertThat(
            patch.write(advice(Autoscaling.SCALED_OBJECT, cpu(null, 1), Decision.SCALE_POINT, 83)))
        .contains(
            """
            - op: test
              path: /spec/triggers/1/type
              value: cpu
            - op: test
              path: /spec/triggers/1/metadata/value
              value: "50"
            - op: replace
              path: /spec/triggers/1/metadata/value
              value: "83"
            """);
  }

  @Test
  void thereIsNoneWhereNoTargetIsToBeSet() {
    assertThat(patch.write(advice(Autoscaling.HPA, cpu(null, 0), Decision.HELD, 83))).isEmpty();
    assertThat(patch.write(advice(Autoscaling.HPA, cpu(null, 0), Decision.SCALE_POINT, 50)))
        .isEmpty();
    assertThat(
            patch.write(
                advice(Autoscaling.HPA, cpu(null, Target.UNKNOWN), Decision.SCALE_POINT, 83)))
        .isEmpty();
  }
}
