// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.risk.PolicySignal;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies that people copy. */
class SamplePoliciesTest {

  private static Policy read(String name) throws Exception {
    return new PolicyReader()
        .read(
            Serialization.unmarshal(
                Files.readString(Path.of("samples", name)), RightSizingPolicy.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy.yaml",
        "policy-all-namespaces.yaml",
        "policy-apply.yaml",
        "policy-autoscaled.yaml",
        "policy-own-prometheus.yaml",
        "policy-podtrace.yaml",
        "policy-signals.yaml"
      })
  void canBeRead(String name) throws Exception {
    assertThat(read(name).id().name()).isNotBlank();
  }

  @Test
  void anAutoscaledPolicyMovesTargetsWithSizes() throws Exception {
    assertThat(read("policy-autoscaled.yaml").settings().autoscaler())
        .isEqualTo(AutoscalerMode.SCALE_POINT);
    assertThat(read("policy.yaml").settings().autoscaler()).isEqualTo(AutoscalerMode.HOLD);
  }

  @Test
  void signalsHaveTheirThresholdOutsideTheQuery() throws Exception {
    assertThat(read("policy-signals.yaml").risk().signals())
        .extracting(PolicySignal::name)
        .containsExactly("io-pressure", "unavailable");
  }
}
