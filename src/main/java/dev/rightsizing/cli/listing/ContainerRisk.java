// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskSignal;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Style;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The risk of one container.
 *
 * @param level the worst of its signals and of those of the whole workload
 * @param since when the worst began; empty where there is none
 * @param minutesLeft until memory reaches its limit; empty where it is not growing
 * @param why the worst signal, for people
 */
record ContainerRisk(
    RiskLevel level, Optional<Instant> since, OptionalLong minutesLeft, String why) {
  private static final long HOUR = 60;
  private static final long DAY = 24 * HOUR;

  static ContainerRisk of(Risk risk, String container) {
    if (risk == null || risk.getLevel() == null) {
      return new ContainerRisk(
          RiskLevel.Unknown, Optional.empty(), OptionalLong.empty(), "not watched yet");
    }
    List<RiskSignal> own =
        Objects.requireNonNullElse(risk.getSignals(), List.<RiskSignal>of()).stream()
            .filter(s -> s.getContainer() == null || s.getContainer().equals(container))
            .filter(s -> s.getLevel() != null && s.getKind() != null)
            .toList();
    Optional<RiskSignal> worst =
        own.stream()
            .filter(s -> RiskColumn.rank(s.getLevel()) >= RiskColumn.rank(RiskLevel.Warning))
            .max(Comparator.comparingInt(s -> RiskColumn.rank(s.getLevel())));
    if (worst.isPresent()) {
      RiskSignal signal = worst.get();
      return new ContainerRisk(
          signal.getLevel(), Age.time(signal.getSince()), left(risk, own), why(signal));
    }
    RiskLevel level = risk.getLevel() == RiskLevel.Unknown ? RiskLevel.Unknown : RiskLevel.None;
    return new ContainerRisk(
        level,
        Optional.empty(),
        OptionalLong.empty(),
        level == RiskLevel.Unknown && risk.getReasons() != null && !risk.getReasons().isEmpty()
            ? risk.getReasons().get(0)
            : "");
  }

  /** The status has the minutes of the workload; they are those of a container that grows. */
  private static OptionalLong left(Risk risk, List<RiskSignal> own) {
    boolean grows = own.stream().anyMatch(s -> s.getKind() == RiskSignal.Kind.MemoryGrowth);
    return grows && risk.getMinutesToLimit() != null
        ? OptionalLong.of(risk.getMinutesToLimit())
        : OptionalLong.empty();
  }

  private static String why(RiskSignal signal) {
    String limit = signal.getLimit() == null ? "" : " " + signal.getLimit();
    return switch (signal.getKind()) {
      case Throttling -> "throttled in " + signal.getPercent() + " % of CPU periods";
      case CpuPressure -> "waits for CPU " + signal.getPercent() + " % of the time";
      case Memory -> "memory at " + signal.getPercent() + " % of its limit" + limit;
      case MemoryGrowth -> "memory is growing towards its limit" + limit;
      case OomKill -> "was killed for lack of memory";
      case PolicySignal -> signal.getName() + " is " + signal.getValue() + ", over" + limit;
    };
  }

  Cell leftCell() {
    if (minutesLeft.isEmpty()) {
      return Cell.of("-");
    }
    long minutes = minutesLeft.getAsLong();
    String text = minutes < 2 * HOUR ? minutes + "m" : hours(minutes);
    return new Cell(text, minutes < HOUR ? Style.CRITICAL : Style.WARNING);
  }

  private static String hours(long minutes) {
    return minutes < 2 * DAY ? minutes / HOUR + "h" : minutes / DAY + "d";
  }
}
