// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.policy.RiskQueryRule;
import dev.rightsizing.api.v1alpha1.policy.RiskRule;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads what a policy says of risk. */
final class RiskRuleReader {
  private static final int MOST_SIGNALS = 8;
  private static final int LONGEST_DESCRIPTION = 256;
  private static final int LONGEST_NAME = 63;

  private RiskRuleReader() {}

  /**
   * The rule as values.
   *
   * @throws IllegalArgumentException when it cannot be read as it stands
   */
  static RiskSettings read(RiskRule rule) {
    return new RiskSettings(
        rule.getEvents(),
        PrometheusDuration.parse(rule.getInterval()),
        threshold(rule.getThrottling().getPeriodsPercent(), rule.getThrottling().getHoldFor()),
        threshold(rule.getPressure().getCpuPercent(), rule.getPressure().getHoldFor()),
        threshold(rule.getMemory().getLimitPercent(), rule.getMemory().getHoldFor()),
        Duration.ofMinutes(rule.getMemory().getGrowthMinutes()),
        signals(rule.getSignals()));
  }

  private static Threshold threshold(int percent, String hold) {
    return new Threshold(percent / 100.0, PrometheusDuration.parse(hold));
  }

  private static List<PolicySignal> signals(List<RiskQueryRule> rules) {
    check(rules.size() <= MOST_SIGNALS, "risk.signals must not have more than " + MOST_SIGNALS);
    Set<String> names = new HashSet<>();
    for (RiskQueryRule rule : rules) {
      String name = Objects.requireNonNullElse(rule.getName(), "");
      check(
          name.length() <= LONGEST_NAME && name.matches(Formats.DNS_LABEL),
          "risk.signals[].name '" + name + "' must be lower case letters, digits and '-'");
      check(names.add(name), "risk.signals has the name '" + name + "' twice");
    }
    return rules.stream().map(RiskRuleReader::signal).toList();
  }

  private static PolicySignal signal(RiskQueryRule rule) {
    String at = "risk.signals[" + rule.getName() + "].";
    ThresholdQuery query = ThresholdQuery.read(at, rule.getQuery(), rule.getAbove(), "0.5");
    String description = Objects.requireNonNullElse(rule.getDescription(), "");
    check(
        description.length() <= LONGEST_DESCRIPTION,
        at + "description must not exceed " + LONGEST_DESCRIPTION + " characters");
    return new PolicySignal(
        rule.getName(),
        query.query(),
        query.above(),
        PrometheusDuration.parse(rule.getHoldFor()),
        RiskLevel.of(rule.getLevel().name()).orElseThrow(),
        description);
  }

  private static void check(boolean good, String problem) {
    if (!good) {
      throw new IllegalArgumentException(problem);
    }
  }
}
