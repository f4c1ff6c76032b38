// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.LabelSelector.Operator;
import dev.rightsizing.workload.LabelSelector.Requirement;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import java.util.List;
import java.util.Map;

/** Label selectors between Kubernetes' objects and the port's values. */
public final class SelectorTranslation {

  private SelectorTranslation() {}

  /**
   * Reads a selector as a custom resource holds it; none selects everything.
   *
   * @throws IllegalArgumentException if an expression is not one that Kubernetes knows
   */
  public static LabelSelector fromKubernetes(
      io.fabric8.kubernetes.api.model.LabelSelector selector) {
    if (selector == null) {
      return LabelSelector.EVERYTHING;
    }
    Map<String, String> labels =
        selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    return new LabelSelector(
        labels,
        selector.getMatchExpressions().stream().map(SelectorTranslation::requirement).toList());
  }

  /** Writes a selector for a request. */
  static io.fabric8.kubernetes.api.model.LabelSelector toKubernetes(LabelSelector selector) {
    return new LabelSelectorBuilder()
        .withMatchLabels(selector.matchLabels())
        .withMatchExpressions(
            selector.matchExpressions().stream()
                .map(
                    r ->
                        new LabelSelectorRequirementBuilder()
                            .withKey(r.key())
                            .withOperator(text(r.operator()))
                            .withValues(r.values())
                            .build())
                .toList())
        .build();
  }

  private static Requirement requirement(LabelSelectorRequirement expression) {
    List<String> values = expression.getValues() == null ? List.of() : expression.getValues();
    Operator operator = operator(expression);
    boolean takesValues = operator == Operator.IN || operator == Operator.NOT_IN;
    if (takesValues == values.isEmpty()) {
      throw new IllegalArgumentException(
          "operator %s of label %s %s"
              .formatted(
                  expression.getOperator(),
                  expression.getKey(),
                  takesValues ? "needs at least one value" : "takes no values"));
    }
    return new Requirement(expression.getKey(), operator, values);
  }

  private static Operator operator(LabelSelectorRequirement expression) {
    for (Operator operator : Operator.values()) {
      if (text(operator).equals(expression.getOperator())) {
        return operator;
      }
    }
    throw new IllegalArgumentException(
        "operator %s of label %s is not known; use In, NotIn, Exists or DoesNotExist"
            .formatted(expression.getOperator(), expression.getKey()));
  }

  private static String text(Operator operator) {
    return switch (operator) {
      case IN -> "In";
      case NOT_IN -> "NotIn";
      case EXISTS -> "Exists";
      case DOES_NOT_EXIST -> "DoesNotExist";
    };
  }
}
