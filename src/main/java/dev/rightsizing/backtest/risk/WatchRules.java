// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules that are compared, fresh for each life of a container.
 *
 * @param step between ticks: a minute, or the recording's own step where it is longer
 */
public record WatchRules(Duration step) {
  public static final String OURS = "ours";
  public static final String LEVELS = "of these, over 90 % held for 5 m";
  public static final String GROWING = "of these, full within 4 h by its growth";
  public static final String UNGATED = "ours without the second gate";
  public static final String INSTANT_MEMORY = "over 90 %";
  public static final String POD_MEMORY = "over 90 % for 5 m (PodMemoryApproachingLimit)";
  public static final String TREND = "minutesToLimit of 60 or less";
  public static final String INSTANT_SHARE = "over 25 %";
  public static final String MIXIN = "over 25 % for 15 m (CPUThrottlingHigh)";
  public static final String GATED_ALERT = "HighCPUThrottling of rules/";

  private static final double MEMORY = 0.90;
  private static final double THROTTLED = 0.25;
  private static final double PRESSURE = 0.25;
  private static final Duration GROWTH = Duration.ofMinutes(240);

  /** Floors of the alert HighCPUThrottling in rules/rightsizing.rules.yaml. */
  private static final double WAITED = 0.05;

  private static final double PERIODS = 0.5;

  /** So long a query finds the last sample of a series. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(5);

  private static final long SOON_MINUTES = 60;

  private static final Set<RiskKind> MEMORY_KINDS = Set.of(RiskKind.MEMORY, RiskKind.MEMORY_GROWTH);

  /** Passes any gate on waiting and on periods, of which there are at most 10 a second. */
  private static final Cfs PASSES = new Cfs(0, 1_000, 10);

  /** A policy's defaults, looked at each step. */
  public RiskSettings settings() {
    return new RiskSettings(
        true,
        step,
        new Threshold(THROTTLED, Duration.ofMinutes(10)),
        new Threshold(PRESSURE, Duration.ofMinutes(10)),
        new Threshold(MEMORY, Duration.ofMinutes(5)),
        GROWTH,
        List.of());
  }

  List<RiskWatch.Named> memory(EngineUnderTest seat) {
    return List.of(
        named(OURS, (container, now) -> seat.evaluate(MEMORY_KINDS, container, now)),
        named(LEVELS, (container, now) -> seat.evaluate(Set.of(RiskKind.MEMORY), container, now)),
        named(
            GROWING,
            (container, now) -> seat.evaluate(Set.of(RiskKind.MEMORY_GROWTH), container, now)),
        alert(INSTANT_MEMORY, WatchRules::memoryOver, Duration.ZERO),
        alert(POD_MEMORY, WatchRules::memoryOver, Duration.ofMinutes(5)),
        named(TREND, new Soon(seat)));
  }

  List<RiskWatch.Named> throttling() {
    EngineUnderTest seat = new EngineUnderTest(settings());
    EngineUnderTest ungated = new EngineUnderTest(settings());
    return List.of(
        named(OURS, (container, now) -> throttling(seat, container, now)),
        named(UNGATED, (container, now) -> throttling(ungated, withoutGate(container), now)),
        alert(GATED_ALERT, WatchRules::waits, Duration.ofMinutes(10)),
        alert(MIXIN, WatchRules::throttled, Duration.ofMinutes(15)),
        alert(INSTANT_SHARE, WatchRules::throttled, Duration.ZERO));
  }

  private static AlertOutput throttling(
      EngineUnderTest seat, ContainerReading container, Instant now) {
    return seat.rests(container)
        ? AlertOutput.NOTHING
        : seat.evaluate(Set.of(RiskKind.THROTTLING), container, now);
  }

  private static RiskWatch.Named named(String name, RiskWatch watch) {
    return new RiskWatch.Named(name, watch);
  }

  private RiskWatch.Named alert(
      String name, Predicate<ContainerReading> expression, Duration hold) {
    Duration twice = step.multipliedBy(2);
    Duration gap = twice.compareTo(LOOK_BACK) > 0 ? twice : LOOK_BACK;
    return named(name, new AlertRuleSimulation(expression, hold, gap));
  }

  private static boolean memoryOver(ContainerReading container) {
    var points = container.pods().get(0).memory();
    double limit = container.memoryLimit().orElseThrow().value();
    return points.get(points.size() - 1).bytes() > MEMORY * limit;
  }

  private static boolean throttled(ContainerReading container) {
    return cfs(container).throttledShare() > THROTTLED;
  }

  private static boolean waits(ContainerReading container) {
    Cfs cfs = cfs(container);
    return cfs.throttledShare() > THROTTLED
        && cfs.waitedSeconds() > WAITED
        && cfs.periods() >= PERIODS;
  }

  private static Cfs cfs(ContainerReading container) {
    return container.pods().get(0).cfs().orElseThrow();
  }

  private static ContainerReading withoutGate(ContainerReading container) {
    PodReading pod = container.pods().get(0);
    Cfs open = new Cfs(cfs(container).throttledShare(), PASSES.waitedSeconds(), PASSES.periods());
    return new ContainerReading(
        container.container(),
        container.cpuLimit(),
        container.memoryLimit(),
        container.running(),
        List.of(new PodReading(pod.pod(), Optional.of(open), pod.memory(), pod.restarts())),
        container.kills(),
        container.failed());
  }

  /** In alarm while growth leads to the limit within the hour. */
  private static final class Soon implements RiskWatch {
    private final EngineUnderTest seat;
    private boolean on;

    Soon(EngineUnderTest seat) {
      this.seat = seat;
    }

    @Override
    public AlertOutput evaluate(ContainerReading container, Instant now) {
      boolean was = on;
      on = seat.assess(container, now).minutesToLimit().orElse(Long.MAX_VALUE) <= SOON_MINUTES;
      return new AlertOutput(on, on && !was ? 1 : 0);
    }
  }
}
