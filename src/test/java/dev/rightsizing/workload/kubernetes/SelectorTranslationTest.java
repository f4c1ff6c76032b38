// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.workload.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTranslationTest {

  private static LabelSelector of(String operator, String... values) {
    return SelectorTranslation.fromKubernetes(
        new LabelSelectorBuilder()
            .addNewMatchExpression()
            .withKey("tier")
            .withOperator(operator)
            .withValues(List.of(values))
            .endMatchExpression()
            .build());
  }

  @Test
  void selectsEverythingWhereThereIsNoSelector() {
    assertThat(SelectorTranslation.fromKubernetes(null)).isEqualTo(LabelSelector.EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "In,           web, web, true",
    "In,           web, db,  false",
    "In,           web, ,    false",
    "NotIn,        web, web, false",
    "NotIn,        web, ,    true",
    "Exists,       ,    web, true",
    "Exists,       ,    ,    false",
    "DoesNotExist, ,    web, false",
    "DoesNotExist, ,    ,    true",
  })
  void selectsAsKubernetesDoes(String operator, String value, String label, boolean selected) {
    LabelSelector selector = value == null ? of(operator) : of(operator, value);
    Map<String, String> labels = label == null ? Map.of() : Map.of("tier", label);

    assertThat(selector.matches(labels)).isEqualTo(selected);
  }

  @Test
  void keepsAllThatASelectorSays() {
    LabelSelector selector =
        SelectorTranslation.fromKubernetes(
            new LabelSelectorBuilder()
                .addToMatchLabels("app", "web")
                .addNewMatchExpression()
                .withKey("tier")
                .withOperator("In")
                .withValues(List.of("a", "b"))
                .endMatchExpression()
                .addNewMatchExpression()
                .withKey("old")
                .withOperator("DoesNotExist")
                .withValues(List.of())
                .endMatchExpression()
                .build());

    assertThat(SelectorTranslation.fromKubernetes(SelectorTranslation.toKubernetes(selector)))
        .isEqualTo(selector);
  }

  @Test
  void refusesAnUnknownOperatorAndSaysWhichThereAre() {
    assertThatThrownBy(() -> of("Gt", "3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "operator Gt of label tier is not known; use In, NotIn, Exists or DoesNotExist");
  }

  @Test
  void refusesAnExpressionThatLacksItsValues() {
    assertThatThrownBy(() -> of("In")).hasMessageContaining("needs at least one value");
  }

  @Test
  void refusesValuesWhereNoneAreTaken() {
    assertThatThrownBy(() -> of("Exists", "web")).hasMessageContaining("takes no values");
  }
}
