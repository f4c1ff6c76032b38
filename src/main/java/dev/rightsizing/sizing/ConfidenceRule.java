// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Confidence.Level;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Window;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How sure a recommendation is, by its weakest container: None without enough usage; High from a
 * week of history (all of the look-back where that is shorter, at least three days) and 90 % of its
 * samples on; Medium from a day and 70 % on; else Low. A week, because that is the cycle of most
 * workloads. Init containers, which end too soon to be seen reliably, do not count.
 */
public final class ConfidenceRule {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration LEAST_FOR_HIGH = Duration.ofDays(3);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int HIGH_COVERAGE = 90;
  private static final int MEDIUM_COVERAGE = 70;

  /** The confidence in a workload's sizes. */
  public Confidence of(List<ContainerSizing> sizings, Window window) {
    List<ResourceSizing> counted =
        sizings.stream()
            .filter(s -> s.container().role() != ContainerRole.INIT)
            .filter(s -> s.container().role() != ContainerRole.POD)
            .flatMap(s -> Stream.of(s.cpu(), s.memory()))
            .toList();
    List<UsageSummary> usages =
        counted.stream().map(ResourceSizing::usage).flatMap(Optional::stream).toList();
    if (usages.isEmpty()) {
      return new Confidence(Level.NONE, Duration.ZERO, 0, 0);
    }
    Duration history =
        usages.stream().map(UsageSummary::history).min(Comparator.naturalOrder()).orElseThrow();
    long samples = usages.stream().mapToLong(UsageSummary::samples).min().orElseThrow();
    int coverage = usages.stream().mapToInt(UsageSummary::coveragePercent).min().orElseThrow();
    boolean lacking = counted.stream().anyMatch(r -> r.verdict() == Verdict.INSUFFICIENT_DATA);
    Level level = lacking ? Level.NONE : level(history, coverage, window);
    return new Confidence(level, history, samples, coverage);
  }

  private static Level level(Duration history, int coverage, Window window) {
    Duration full = window.lookback().compareTo(WEEK) < 0 ? window.lookback() : WEEK;
    // The first hours of a workload that was deployed with the window count as there.
    boolean whole = history.compareTo(full.minus(Duration.ofHours(2))) >= 0;
    if (whole && full.compareTo(LEAST_FOR_HIGH) >= 0 && coverage >= HIGH_COVERAGE) {
      return Level.HIGH;
    }
    return history.compareTo(DAY) >= 0 && coverage >= MEDIUM_COVERAGE ? Level.MEDIUM : Level.LOW;
  }
}
