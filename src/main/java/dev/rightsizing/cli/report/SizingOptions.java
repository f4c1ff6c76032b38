// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Tolerance;
import dev.rightsizing.model.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How sizes are computed, with the same defaults as a policy. */
public final class SizingOptions {
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Duration SHORTEST_STEP = Duration.ofSeconds(30);
  private static final Duration LONGEST_STEP = Duration.ofHours(1);
  private static final int MOST_HEADROOM = 1000;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  @Option(
      names = "--lookback",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description = "How much past usage counts (${DEFAULT-VALUE}).")
  String lookback;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "Sample interval (${DEFAULT-VALUE}).")
  String step;

  @Option(
      names = "--minimum-history",
      paramLabel = "DURATION",
      defaultValue = "24h",
      description = "Containers with less usage history keep their size (${DEFAULT-VALUE}).")
  String minimumHistory;

  @Option(
      names = "--aggregation",
      paramLabel = "HOW",
      defaultValue = "MaxOverPods",
      description =
          "How the pods' usage is combined: MaxOverPods, Pooled, MaxOfPods"
              + " (${DEFAULT-VALUE}).")
  String aggregation;

  @Option(
      names = "--cpu-percentile",
      paramLabel = "P",
      defaultValue = "95",
      description = "Percentile of CPU usage (${DEFAULT-VALUE}).")
  double cpuPercentile;

  @Option(
      names = "--cpu-headroom",
      paramLabel = "PERCENT",
      defaultValue = "20",
      description = "Headroom added to that, in percent (${DEFAULT-VALUE}).")
  int cpuHeadroom;

  @Option(
      names = "--memory-percentile",
      paramLabel = "P",
      defaultValue = "100",
      description = "Percentile of memory usage; 100 is the peak (${DEFAULT-VALUE}).")
  double memoryPercentile;

  @Option(
      names = "--memory-headroom",
      paramLabel = "PERCENT",
      defaultValue = "15",
      description = "Headroom added to that, in percent (${DEFAULT-VALUE}).")
  int memoryHeadroom;

  @Option(
      names = "--estimator",
      paramLabel = "HOW",
      defaultValue = "Percentile",
      description =
          "Percentile takes percentile and headroom as given; Adaptive picks both from each"
              + " container's own past (${DEFAULT-VALUE}).")
  String estimator;

  @Option(
      names = "--tolerance",
      paramLabel = "PRESET",
      defaultValue = "Balanced",
      description =
          "Usage above the size that Adaptive tolerates: Balanced or Safe (${DEFAULT-VALUE}).")
  String tolerance;

  @Option(
      names = "--autoscaler",
      paramLabel = "HOW",
      defaultValue = "Hold",
      description =
          "A request that an HPA or ScaledObject scales on: Hold keeps it, ScalePoint changes"
              + " it together with the autoscaler's target, Ignore changes it alone"
              + " (${DEFAULT-VALUE}).")
  String autoscaler;

  @Option(
      names = "--price-cpu",
      paramLabel = "PRICE",
      description = "Price of a core per hour; by default the nodes' price, else a list price.")
  Double priceCpu;

  @Option(
      names = "--price-memory",
      paramLabel = "PRICE",
      description = "Price of a GiB of memory per hour.")
  Double priceMemory;

  @Option(names = "--currency", description = "Currency of both prices, three letters (USD).")
  String currency;

  /**
   * The settings.
   *
   * @throws CommandException when an option is out of its bounds
   */
  public SizingSettings settings() throws CommandException {
    return new SizingSettings(
        window(),
        rule(SizingRule.CPU_DEFAULT, cpuPercentile, cpuHeadroom),
        rule(SizingRule.MEMORY_DEFAULT, memoryPercentile, memoryHeadroom),
        Thresholds.DEFAULT,
        tolerance(),
        autoscaler());
  }

  private AutoscalerMode autoscaler() throws CommandException {
    for (AutoscalerMode known : AutoscalerMode.values()) {
      if (known.text().equalsIgnoreCase(autoscaler)) {
        return known;
      }
    }
    throw new CommandException(
        "--autoscaler is '" + autoscaler + "'; choose Hold, ScalePoint or Ignore");
  }

  private Tolerance tolerance() throws CommandException {
    return switch (tolerance.toLowerCase(Locale.ROOT)) {
      case "balanced" -> Tolerance.BALANCED;
      case "safe" -> Tolerance.SAFE;
      default ->
          throw new CommandException("--tolerance is '" + tolerance + "'; choose Balanced or Safe");
    };
  }

  private Estimator estimator() throws CommandException {
    for (Estimator known : Estimator.values()) {
      if (known.text().equalsIgnoreCase(estimator)) {
        return known;
      }
    }
    throw new CommandException("--estimator is '" + estimator + "'; choose Percentile or Adaptive");
  }

  private Window window() throws CommandException {
    Duration back = duration("--lookback", lookback);
    Duration distance = duration("--step", step);
    Duration least = duration("--minimum-history", minimumHistory);
    if (distance.compareTo(SHORTEST_STEP) < 0 || distance.compareTo(LONGEST_STEP) > 0) {
      throw new CommandException("--step is " + step + "; choose between 30s and 1h");
    }
    if (back.compareTo(distance) < 0 || back.compareTo(LONGEST) > 0) {
      throw new CommandException("--lookback is " + lookback + "; choose between --step and 90d");
    }
    if (least.compareTo(back) > 0) {
      throw new CommandException(
          "--minimum-history is "
              + minimumHistory
              + ", longer than --lookback "
              + lookback
              + "; lower it");
    }
    return new Window(back, distance, least, aggregation());
  }

  private Aggregation aggregation() throws CommandException {
    for (Aggregation known : Aggregation.values()) {
      if (known.text().equalsIgnoreCase(aggregation)) {
        return known;
      }
    }
    throw new CommandException(
        "--aggregation is '"
            + aggregation
            + "'; choose "
            + Arrays.stream(Aggregation.values())
                .map(Aggregation::text)
                .collect(Collectors.joining(", ")));
  }

  private SizingRule rule(SizingRule defaults, double percentile, int headroom)
      throws CommandException {
    String resource = "--" + defaults.resource().key();
    // Written so that NaN is refused too.
    if (!(percentile >= 1 && percentile <= 100)) {
      throw new CommandException(
          resource + "-percentile is " + percentile + "; choose between 1 and 100");
    }
    if (headroom < 0 || headroom > MOST_HEADROOM) {
      throw new CommandException(
          resource + "-headroom is " + headroom + "; choose between 0 and " + MOST_HEADROOM);
    }
    return new SizingRule(
        defaults.resource(),
        percentile,
        headroom,
        defaults.min(),
        defaults.max(),
        LimitMode.KEEP,
        estimator());
  }

  /** Prices that were given; empty: those that are known of the cluster. */
  public Optional<Price> price() throws CommandException {
    if (priceCpu == null && priceMemory == null && currency == null) {
      return Optional.empty();
    }
    if (!isPrice(priceCpu) || !isPrice(priceMemory)) {
      throw new CommandException("give both --price-cpu and --price-memory; neither is negative");
    }
    String code = currency == null ? Price.DEFAULT.currency() : currency;
    if (!CURRENCY.matcher(code).matches()) {
      throw new CommandException("--currency is '" + code + "'; write three letters such as EUR");
    }
    return Optional.of(new Price(priceCpu, priceMemory, code, PriceSource.POLICY));
  }

  private static boolean isPrice(Double price) {
    return price != null && Double.isFinite(price) && price >= 0;
  }

  private static Duration duration(String option, String text) throws CommandException {
    try {
      return PrometheusDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(option + ": " + e.getMessage());
    }
  }
}
