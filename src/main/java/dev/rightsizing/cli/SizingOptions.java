// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.ErrorLine.CommandException;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Window;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How sizes are computed, with the same defaults as a policy. */
final class SizingOptions {
  private static final Duration LONGEST = Duration.ofDays(90);

  @Option(
      names = "--lookback",
      defaultValue = "7d",
      description = "How far back usage counts (${DEFAULT-VALUE}).")
  String lookback;

  @Option(
      names = "--step",
      defaultValue = "5m",
      description = "Distance of the samples (${DEFAULT-VALUE}).")
  String step;

  @Option(
      names = "--minimum-history",
      defaultValue = "24h",
      description = "A container with less usage keeps its size (${DEFAULT-VALUE}).")
  String minimumHistory;

  @Option(
      names = "--cpu-percentile",
      defaultValue = "95",
      description = "Percentile of CPU usage (${DEFAULT-VALUE}).")
  double cpuPercentile;

  @Option(
      names = "--cpu-headroom",
      defaultValue = "20",
      description = "Percent on top of it (${DEFAULT-VALUE}).")
  int cpuHeadroom;

  @Option(
      names = "--memory-percentile",
      defaultValue = "100",
      description = "Percentile of memory usage; 100 is the peak (${DEFAULT-VALUE}).")
  double memoryPercentile;

  @Option(
      names = "--memory-headroom",
      defaultValue = "15",
      description = "Percent on top of it (${DEFAULT-VALUE}).")
  int memoryHeadroom;

  @Option(names = "--price-cpu", description = "Price of a core for an hour.")
  Double priceCpu;

  @Option(names = "--price-memory", description = "Price of a GiB of memory for an hour.")
  Double priceMemory;

  @Option(
      names = "--currency",
      defaultValue = "USD",
      description = "Currency of both prices (${DEFAULT-VALUE}).")
  String currency;

  SizingSettings settings() throws CommandException {
    Duration back = duration("--lookback", lookback);
    Duration distance = duration("--step", step);
    if (distance.compareTo(back) > 0
        || back.compareTo(LONGEST) > 0
        || distance.toSeconds() < 30
        || distance.compareTo(Duration.ofHours(1)) > 0) {
      throw new CommandException(
          "--step must be between 30s and 1h and --lookback between --step and 90d");
    }
    return new SizingSettings(
        new Window(
            back,
            distance,
            duration("--minimum-history", minimumHistory),
            Window.DEFAULT.aggregation()),
        rule(SizingRule.CPU_DEFAULT, cpuPercentile, cpuHeadroom),
        rule(SizingRule.MEMORY_DEFAULT, memoryPercentile, memoryHeadroom),
        Thresholds.DEFAULT);
  }

  private static SizingRule rule(SizingRule defaults, double percentile, int headroom)
      throws CommandException {
    if (percentile < 1 || percentile > 100 || headroom < 0 || headroom > 1000) {
      throw new CommandException(
          "a percentile is between 1 and 100 and a headroom between 0 and 1000");
    }
    return new SizingRule(
        defaults.resource(), percentile, headroom, defaults.min(), defaults.max(), LimitMode.KEEP);
  }

  Optional<Price> price() throws CommandException {
    if (priceCpu == null && priceMemory == null) {
      return Optional.empty();
    }
    if (priceCpu == null || priceMemory == null || priceCpu < 0 || priceMemory < 0) {
      throw new CommandException("give both --price-cpu and --price-memory, neither negative");
    }
    return Optional.of(new Price(priceCpu, priceMemory, currency, PriceSource.POLICY));
  }

  private static Duration duration(String option, String text) throws CommandException {
    try {
      return PrometheusDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(option + ": " + e.getMessage());
    }
  }
}
