// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import dev.rightsizing.evaluate.whatif.RuleForm;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a rule as a form shows them.
 *
 * @param key begins the fields' names: {@code cpu} or {@code memory}
 * @param title for people
 * @param usual what the policy has, for people
 */
record RuleView(
    String key,
    String title,
    String usual,
    int leastPercentile,
    String percentile,
    String headroom,
    String mostHeadroom,
    String min,
    String max,
    List<Choice> estimators,
    List<Choice> limits) {
  /** More than most want; the field in the URL takes up to the schema's bound. */
  private static final int SLIDER = 200;

  /** One of several. */
  record Choice(String value, boolean chosen) {}

  /** The fields with what a person entered, valid or not; what was not entered is the policy's. */
  static RuleView of(SizingRule policy, Function<String, Optional<String>> entered) {
    Resource resource = policy.resource();
    Function<String, Optional<String>> field = name -> entered.apply(resource.key() + "." + name);
    String headroom = field.apply("headroomPercent").orElse("" + policy.headroomPercent());
    return new RuleView(
        resource.key(),
        resource == Resource.CPU ? "CPU" : "Memory",
        usual(policy),
        RuleForm.leastPercentile(resource),
        field.apply("percentile").orElse("" + Math.round(policy.percentile())),
        headroom,
        "" + Math.max(SLIDER, policy.headroomPercent()),
        field.apply("min").orElse(policy.min().map(Amount::toQuantity).orElse("")),
        field.apply("max").orElse(policy.max().map(Amount::toQuantity).orElse("")),
        Arrays.stream(Estimator.values())
            .map(Estimator::text)
            .map(
                text ->
                    new Choice(
                        text,
                        text.equals(field.apply("estimator").orElse(policy.estimator().text()))))
            .toList(),
        RuleForm.limitModes(resource).stream()
            .map(LimitMode::text)
            .map(
                text ->
                    new Choice(
                        text, text.equals(field.apply("limit").orElse(policy.limitMode().text()))))
            .toList());
  }

  private static String usual(SizingRule rule) {
    String bounds =
        rule.min().map(min -> ", at least " + min.toQuantity()).orElse("")
            + rule.max().map(max -> ", at most " + max.toQuantity()).orElse("");
    String request =
        rule.estimator() == Estimator.ADAPTIVE
            ? "Adaptive"
            : "P" + Math.round(rule.percentile()) + " + " + rule.headroomPercent() + " %";
    return request + bounds + ", limit " + rule.limitMode().text();
  }
}
