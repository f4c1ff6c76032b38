// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.policy.apply.AbortCondition;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyWindow;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplySettings.StepLimits;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.MaintenanceWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.apply} of a policy as values. */
public final class ApplySettingsReader {

  /**
   * The settings, defaults filled in; empty when the policy has none.
   *
   * @throws IllegalArgumentException that names the field which cannot be used
   */
  public Optional<ApplySettings> read(ApplyRule rule) {
    if (rule == null) {
      return Optional.empty();
    }
    int down = rule.getStep().getDownPercent();
    int up = rule.getStep().getUpPercent();
    check(down >= 1 && down <= 100, "apply.step.downPercent must be between 1 and 100");
    check(up >= 1, "apply.step.upPercent must be at least 1");
    check(rule.getMaxInFlight() >= 1, "apply.maxInFlight must be at least 1");
    return Optional.of(
        new ApplySettings(
            strategy(rule.getStrategy()),
            rule.getFallback() == ApplyRule.Fallback.Rollout,
            rule.getApproval() == ApplyRule.Approval.Required,
            switch (rule.getMinimumConfidence()) {
              case Low -> Confidence.Level.LOW;
              case Medium -> Confidence.Level.MEDIUM;
              case High -> Confidence.Level.HIGH;
            },
            Optional.ofNullable(rule.getWindow()).map(ApplySettingsReader::window),
            duration("apply.cooldown", rule.getCooldown()),
            new StepLimits(down, up),
            rule.getMaxInFlight(),
            duration("apply.watch", rule.getWatch()),
            abortWhen(rule.getAbortWhen()),
            rule.getDryRun(),
            interruption(rule.getWhenInterrupted()),
            Set.copyOf(rule.getTakeOverFrom())));
  }

  private static ApplyStrategy strategy(ApplyRule.Strategy strategy) {
    return switch (strategy) {
      case InPlace -> ApplyStrategy.IN_PLACE;
      case Rollout -> ApplyStrategy.ROLLOUT;
      case OnNextRollout -> ApplyStrategy.ON_NEXT_ROLLOUT;
    };
  }

  private static Interruption interruption(ApplyRule.Interruption interruption) {
    return interruption == ApplyRule.Interruption.Finish ? Interruption.FINISH : Interruption.UNDO;
  }

  private static MaintenanceWindow window(ApplyWindow window) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    window.getDays().forEach(day -> days.add(DayOfWeek.of(day.ordinal() + 1)));
    return new MaintenanceWindow(
        days,
        time("apply.window.from", window.getFrom()),
        time("apply.window.to", window.getTo()),
        zone(window.getTimeZone()));
  }

  private static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(Objects.requireNonNullElse(text, ""));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + " '" + text + "' is not a time; write HH:MM, such as 02:00", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "apply.window.timeZone '"
              + text
              + "' is not a time zone; write its name in the tz database, such as Europe/Berlin",
          e);
    }
  }

  private static Duration duration(String field, String text) {
    try {
      return PrometheusDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  private static List<AbortRule> abortWhen(List<AbortCondition> conditions) {
    Set<String> names = new HashSet<>();
    for (AbortCondition condition : conditions) {
      String name = Objects.requireNonNullElse(condition.getName(), "");
      check(!name.isBlank(), "apply.abortWhen[].name is missing");
      check(names.add(name), "apply.abortWhen[].name '" + name + "' is used twice");
    }
    return conditions.stream().map(ApplySettingsReader::rule).toList();
  }

  private static AbortRule rule(AbortCondition condition) {
    String at = "apply.abortWhen[" + condition.getName() + "].";
    ThresholdQuery query =
        ThresholdQuery.read(at, condition.getQuery(), condition.getAbove(), "0.02");
    return new AbortRule(
        condition.getName(),
        query.query(),
        query.above(),
        duration(at + "for", condition.getHold()));
  }

  private static void check(boolean good, String problem) {
    if (!good) {
      throw new IllegalArgumentException(problem);
    }
  }
}
