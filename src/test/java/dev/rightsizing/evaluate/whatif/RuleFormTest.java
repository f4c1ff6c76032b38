// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.policy.CpuRule;
import dev.rightsizing.api.v1alpha1.policy.MemoryRule;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFormTest {

  private static SizingSettings read(String... pairs) throws InvalidRuleException {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], parts[1]);
    }
    return RuleForm.read(SizingSettings.DEFAULT, name -> Optional.ofNullable(parameters.get(name)));
  }

  @Test
  void whatIsNotNamedStaysAsThePolicyHasIt() throws Exception {
    assertThat(read()).isEqualTo(SizingSettings.DEFAULT);
    assertThat(read("cpu.percentile=", "cpu.limit=")).isEqualTo(SizingSettings.DEFAULT);
    assertThat(read("cpu.percentile=90").memory()).isEqualTo(SizingRule.MEMORY_DEFAULT);
  }

  @Test
  void everyFieldOfARuleCanBeChanged() throws Exception {
    assertThat(
            read(
                    "cpu.percentile= 90 ",
                    "cpu.headroomPercent=0",
                    "cpu.estimator=Adaptive",
                    "cpu.limit=NoThrottle",
                    "cpu.min=50m",
                    "cpu.max=2")
                .cpu())
        .isEqualTo(
            new SizingRule(
                Resource.CPU,
                90,
                0,
                Optional.of(Amount.cores(0.05)),
                Optional.of(Amount.cores(2)),
                LimitMode.NO_THROTTLE,
                Estimator.ADAPTIVE));
  }

  @Test
  void anEmptyMinIsTheDefaultAndAnEmptyMaxIsNone() throws Exception {
    SizingSettings bounded = read("memory.min=1Gi", "memory.max=2Gi");
    SizingRule memory = RuleForm.read(bounded, name -> Optional.of("")).memory();

    assertThat(memory.min()).isEqualTo(SizingRule.MEMORY_DEFAULT.min());
    assertThat(memory.max()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cpu.percentile=0, cpu.percentile must be a whole number from 1 to 100",
    "cpu.percentile=101, from 1 to 100",
    "cpu.percentile=95.5, from 1 to 100",
    "memory.percentile=49, memory.percentile must be a whole number from 50 to 100",
    "cpu.headroomPercent=-1, cpu.headroomPercent must be a whole number from 0 to 1000",
    "memory.headroomPercent=1001, from 0 to 1000",
    "memory.limit=NoThrottle, 'memory.limit must be one of Keep, None, EqualRequest'",
    "cpu.limit=keep, 'one of Keep, None, EqualRequest, NoThrottle'",
    "cpu.estimator=Magic, 'cpu.estimator must be one of Percentile, Adaptive'",
    "cpu.min=-5m, cpu.min must be a quantity that is not negative",
    "cpu.max=much, 'such as 250m or 1.5, not ''much'''",
    "memory.max=1Gi;drop, such as 512Mi or 2Gi",
    "cpu.max=5m, cpu.min 10m must not exceed cpu.max 5m"
  })
  void whatAPolicyCouldNotHaveIsRefusedByName(String pair, String message) {
    assertThatThrownBy(() -> read(pair))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMessageRepeatsNoTerminalEscapeAndNoLongText() {
    assertThatThrownBy(() -> read("cpu.max=\u001b[31m" + "x".repeat(5000)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b").hasSizeLessThan(200));
  }

  @Test
  void boundsAreThoseOfTheSchema() throws IOException {
    JsonNode crd =
        new YAMLMapper()
            .readTree(Path.of("crds/rightsizingpolicies.rightsizing.dev.yaml").toFile());
    JsonNode cpu =
        crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/cpu/properties");

    assertThat(cpu.at("/percentile/minimum").asInt())
        .isEqualTo(RuleForm.leastPercentile(Resource.CPU));
    assertThat(cpu.at("/percentile/maximum").asInt()).isEqualTo(100);
    assertThat(cpu.at("/headroomPercent/minimum").asInt(-1)).isZero();
    assertThat(cpu.at("/headroomPercent/maximum").asInt()).isEqualTo(RuleForm.MOST_HEADROOM);
    assertThat(crd.toString())
        .contains("self.percentile >= " + RuleForm.leastPercentile(Resource.MEMORY));
    assertThat(Arrays.stream(CpuRule.Limit.values()).map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(
            RuleForm.limitModes(Resource.CPU).stream().map(LimitMode::text).toList());
    assertThat(Arrays.stream(MemoryRule.Limit.values()).map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(
            RuleForm.limitModes(Resource.MEMORY).stream().map(LimitMode::text).toList());
  }

  @Test
  void theSnippetHasTheChangedFieldsAlone() throws Exception {
    assertThat(
            PolicySnippet.of(
                read("memory.max=4Gi"), read("cpu.percentile=90", "cpu.max=1", "cpu.limit=None")))
        .isEqualTo(
            """
            spec:
              cpu:
                percentile: 90
                max: "1"
                limit: None
              memory:
                max: null
            """);
    assertThat(PolicySnippet.of(read(), read())).isEmpty();
  }
}
