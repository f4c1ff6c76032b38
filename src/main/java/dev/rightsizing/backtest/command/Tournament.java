// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.AdaptiveRule;
import dev.rightsizing.backtest.BacktestSummary;
import dev.rightsizing.backtest.DailyReplay;
import dev.rightsizing.backtest.HourlyReplay;
import dev.rightsizing.backtest.NextDayOracle;
import dev.rightsizing.backtest.OurRules;
import dev.rightsizing.backtest.PodGroups;
import dev.rightsizing.backtest.Score;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.SizeSteps;
import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.peer.MaxRule;
import dev.rightsizing.backtest.peer.PeerRules;
import dev.rightsizing.backtest.peer.QuantileRule;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.adaptive.FastUpSlowDown;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lets rules size the same usage and scores them. Each rule runs in one thread, several rules side
 * by side.
 */
final class Tournament {
  private final List<UsageSeries> usage;
  private final Duration lookback;
  private final Progress progress;
  private final Map<Resource, PodGroups> groups = new EnumMap<>(Resource.class);

  /**
   * @param lookback how much of the past a rule sees at most
   * @param progress hears of each rule that is done
   */
  Tournament(List<UsageSeries> usage, Duration lookback, Progress progress) {
    this.usage = usage;
    this.lookback = lookback;
    this.progress = progress;
    for (Resource resource : Resource.values()) {
      groups.put(resource, new PodGroups(of(resource)));
    }
  }

  /** Sizes frozen for a day: ours first, then the other tools', then who knows the day. */
  List<RuleScore> daily(Resource resource) {
    return scores(
        resource,
        "sizing " + resource.key(),
        Stream.of(
                entries(new OurRules().of(resource), this::daily, ""),
                entries(new PeerRules().of(resource), this::daily, ""),
                oracle(resource))
            .flatMap(entries -> entries));
  }

  /** Sizes that are looked at every hour, ours alone. */
  List<RuleScore> hourly(Resource resource) {
    return scores(
        resource,
        "sizing " + resource.key() + " hourly",
        entries(new OurRules().of(resource), this::hourly, ", hourly"));
  }

  /** What a fixed margin on the peak (memory) or on the P95 (CPU) reaches, from 0 to 50 %. */
  List<RuleScore> constantMargins(Resource resource) {
    return curve(
        resource,
        DoubleStream.of(0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
            .mapToObj(
                margin ->
                    resource == Resource.CPU
                        ? new QuantileRule("P95 + " + percent(margin), 0.95, margin)
                        : new MaxRule("max + " + percent(margin), margin)));
  }

  /** What our estimator reaches with other tolerances. */
  List<RuleScore> tolerances(Resource resource) {
    return curve(
        resource,
        DoubleStream.of(0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.6)
            .mapToObj(
                tolerance ->
                    new AdaptiveRule(
                        OurRules.ADAPTIVE + ", tolerance " + percent(tolerance),
                        resource,
                        tolerance)));
  }

  private List<RuleScore> curve(Resource resource, Stream<SizeRule> rules) {
    return scores(resource, "drawing " + resource.key(), entries(rules.toList(), this::daily, ""));
  }

  private List<RuleScore> scores(Resource resource, String phase, Stream<Entry> entries) {
    List<Entry> all = entries.toList();
    AtomicLong done = new AtomicLong();
    return all.parallelStream()
        .map(
            entry -> {
              RuleScore score = entry.score(resource, of(resource));
              progress.at(phase, done.incrementAndGet(), all.size());
              return score;
            })
        .toList();
  }

  /** The series of one resource. */
  List<UsageSeries> of(Resource resource) {
    return usage.stream().filter(series -> series.resource() == resource).toList();
  }

  SizeSteps daily(UsageSeries series, SizeRule rule) {
    return new DailyReplay(lookback).sizes(series, known(series, rule), rule);
  }

  SizeSteps hourly(UsageSeries series, SizeRule rule) {
    return new HourlyReplay(lookback, FastUpSlowDown.DEFAULT)
        .sizes(series, known(series, rule), rule);
  }

  private UsageSeries known(UsageSeries series, SizeRule rule) {
    return rule.sizesPodsTogether() ? groups.get(series.resource()).together(series) : series;
  }

  private static Stream<Entry> oracle(Resource resource) {
    return resource == Resource.CPU
        ? Stream.of(new Entry("knows the day's P98.5", new NextDayOracle(0.985)::sizes))
        : Stream.of(new Entry("knows the day's peak", new NextDayOracle(1)::sizes));
  }

  private static Stream<Entry> entries(List<SizeRule> rules, Replay replay, String suffix) {
    return rules.stream()
        .map(rule -> new Entry(rule.name() + suffix, series -> replay.sizes(series, rule)));
  }

  private static String percent(double share) {
    return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(100 * share)
        + " %";
  }

  @FunctionalInterface
  private interface Replay {
    SizeSteps sizes(UsageSeries series, SizeRule rule);
  }

  private record Entry(String name, Function<UsageSeries, SizeSteps> sizes) {
    RuleScore score(Resource resource, List<UsageSeries> usage) {
      Score score = new Score();
      usage.forEach(series -> score.add(series, sizes.apply(series)));
      BacktestSummary figures = score.figures();
      return new RuleScore(resource, name, figures);
    }
  }
}
