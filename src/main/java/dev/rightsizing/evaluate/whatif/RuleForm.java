// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate.whatif;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads rules from parameters such as those of a URL, named as the fields of a policy: {@code
 * cpu.percentile}, {@code memory.max}. What is absent stays as the policy has it. Bounds are those
 * of the policy's schema.
 */
public final class RuleForm {
  /** Bounds of {@code headroomPercent}. */
  public static final int MOST_HEADROOM = 1000;

  /** Longest quantity that is read. */
  private static final int LONGEST = 32;

  private RuleForm() {}

  /** The least percentile: memory that is used above it is killed. */
  public static int leastPercentile(Resource resource) {
    return resource == Resource.CPU ? 1 : 50;
  }

  /** Limit modes that a resource may have. */
  public static List<LimitMode> limitModes(Resource resource) {
    return Arrays.stream(LimitMode.values())
        .filter(mode -> mode != LimitMode.NO_THROTTLE || resource == Resource.CPU)
        .toList();
  }

  /**
   * The settings with the rules that the parameters name.
   *
   * @param parameter the value of a parameter as it was given; empty where it is absent. A min or
   *     max that is blank is unset
   * @throws InvalidRuleException when a value is out of its bounds or contradicts another
   */
  public static SizingSettings read(
      SizingSettings settings, Function<String, Optional<String>> parameter)
      throws InvalidRuleException {
    return new SizingSettings(
        settings.window(),
        rule(settings.cpu(), parameter),
        rule(settings.memory(), parameter),
        settings.thresholds(),
        settings.tolerance(),
        settings.autoscaler());
  }

  private static SizingRule rule(SizingRule rule, Function<String, Optional<String>> parameter)
      throws InvalidRuleException {
    Resource resource = rule.resource();
    String prefix = resource.key() + ".";
    Function<String, Optional<String>> field =
        name -> parameter.apply(prefix + name).map(String::strip);
    Optional<String> percentile = field.apply("percentile").filter(text -> !text.isEmpty());
    Optional<String> headroom = field.apply("headroomPercent").filter(text -> !text.isEmpty());
    SizingRule read =
        new SizingRule(
            resource,
            percentile.isEmpty()
                ? rule.percentile()
                : whole(prefix + "percentile", percentile.get(), leastPercentile(resource), 100),
            headroom.isEmpty()
                ? rule.headroomPercent()
                : whole(prefix + "headroomPercent", headroom.get(), 0, MOST_HEADROOM),
            amount(resource, prefix + "min", field.apply("min"), rule.min(), least(resource)),
            amount(resource, prefix + "max", field.apply("max"), rule.max(), Optional.empty()),
            choice(
                prefix + "limit",
                field.apply("limit"),
                rule.limitMode(),
                limitModes(resource),
                LimitMode::text),
            choice(
                prefix + "estimator",
                field.apply("estimator"),
                rule.estimator(),
                List.of(Estimator.values()),
                Estimator::text));
    if (read.min().isPresent()
        && read.max().isPresent()
        && read.min().get().compareTo(read.max().get()) > 0) {
      throw new InvalidRuleException(
          prefix
              + "min "
              + read.min().get().toQuantity()
              + " must not exceed "
              + prefix
              + "max "
              + read.max().get().toQuantity());
    }
    return read;
  }

  /** What a policy has that names no min. */
  private static Optional<Amount> least(Resource resource) {
    return resource == Resource.CPU
        ? SizingRule.CPU_DEFAULT.min()
        : SizingRule.MEMORY_DEFAULT.min();
  }

  private static int whole(String name, String text, int least, int most)
      throws InvalidRuleException {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw outOfBounds(name, text, least, most);
    }
    throw outOfBounds(name, text, least, most);
  }

  private static InvalidRuleException outOfBounds(String name, String text, int least, int most) {
    return new InvalidRuleException(
        name + " must be a whole number from " + least + " to " + most + ", not " + shown(text));
  }

  private static Optional<Amount> amount(
      Resource resource,
      String name,
      Optional<String> given,
      Optional<Amount> before,
      Optional<Amount> unset)
      throws InvalidRuleException {
    if (given.isEmpty()) {
      return before;
    }
    String text = given.get();
    if (text.isEmpty()) {
      return unset;
    }
    try {
      Amount amount = text.length() > LONGEST ? null : Amount.parse(resource, text);
      if (amount != null && amount.value() >= 0) {
        return Optional.of(amount);
      }
    } catch (IllegalArgumentException e) {
      throw noQuantity(resource, name, text);
    }
    throw noQuantity(resource, name, text);
  }

  private static InvalidRuleException noQuantity(Resource resource, String name, String text) {
    return new InvalidRuleException(
        name
            + " must be a quantity that is not negative, such as "
            + (resource == Resource.CPU ? "250m or 1.5" : "512Mi or 2Gi")
            + ", not "
            + shown(text));
  }

  private static <T> T choice(
      String name, Optional<String> given, T before, List<T> choices, Function<T, String> text)
      throws InvalidRuleException {
    if (given.filter(value -> !value.isEmpty()).isEmpty()) {
      return before;
    }
    return choices.stream()
        .filter(choice -> text.apply(choice).equals(given.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRuleException(
                    name
                        + " must be one of "
                        + choices.stream().map(text).collect(Collectors.joining(", "))
                        + ", not "
                        + shown(given.get())));
  }

  private static String shown(String text) {
    String line = PlainText.line(text);
    return "'" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + "'";
  }

  /** A whole percentile without a fraction. */
  static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
