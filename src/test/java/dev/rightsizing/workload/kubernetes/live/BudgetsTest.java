// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.apply.DisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {

  private static Budget budget(String name, String selector, String status) {
    return Budget.of(
        Json.read(
            """
            {"metadata": {"name": "%s", "generation": 2}, "spec": {%s}, "status": {%s}}"""
                .formatted(name, selector, status)
                .replace('\'', '"'),
            PodDisruptionBudget.class));
  }

  private static KeptPod pod(Map<String, String> labels) {
    return new KeptPod("shop", Optional.empty(), labels, Map.of(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'selector': {'matchLabels': {'app': 'web'}};                                       true",
        "'selector': {'matchLabels': {'app': 'web', 'tier': 'front'}};                      true",
        "'selector': {'matchLabels': {'app': 'web', 'tier': 'back'}};                       false",
        "'selector': {'matchLabels': {'app': 'db'}};                                        false",
        "'selector': {};                                                                    true",
        "'minAvailable': 1;                                                                 false",
        "'selector': {'matchExpressions': [{'key': 'tier', 'operator': 'Exists'}]};         true",
        "'selector': {'matchExpressions': [{'key': 'x', 'operator': 'Exists'}]};            false",
        "'selector': {'matchLabels': {'app': 'web'}, 'matchExpressions': [{'key': 'tier', "
            + "'operator': 'NotIn', 'values': ['front']}]};                                 false",
      })
  void findsThoseThatSelectAPod(String selector, boolean found) {
    Budgets budgets = new Budgets(List.of(budget("web", selector, "")));

    assertThat(budgets.of(List.of(pod(Map.of("app", "web", "tier", "front")))))
        .hasSize(found ? 1 : 0);
  }

  @Test
  void eachIsFoundOnceForAllPods() {
    Budgets budgets =
        new Budgets(
            List.of(
                budget("z-all", "'selector': {}", ""),
                budget("a-web", "'selector': {'matchLabels': {'app': 'web'}}", "")));

    assertThat(
            budgets.of(
                List.of(pod(Map.of("app", "web", "i", "1")), pod(Map.of("app", "web", "i", "2")))))
        .extracting(DisruptionBudget::name)
        .containsExactly("a-web", "z-all");
    assertThat(budgets.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'disruptionsAllowed': 2, 'observedGeneration': 2; 2; true",
        "'disruptionsAllowed': 2, 'observedGeneration': 1; 2; false",
        "'disruptionsAllowed': 0, 'observedGeneration': 2; 0; true",
        "``;                                               0; false",
      })
  void aNumberOfAnOlderSpecDoesNotCount(String status, int allowed, boolean counted) {
    assertThat(budget("web", "'selector': {}", status).budget())
        .isEqualTo(new DisruptionBudget("web", allowed, counted));
  }
}
