// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.model.saturation.OomKill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A container watched tick by tick; limits 1 core and 1000 bytes, defaults of a policy. */
final class Ticks {
  static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final RiskSettings DEFAULTS =
      new RiskSettings(
          true,
          MINUTE,
          new Threshold(0.25, Duration.ofMinutes(10)),
          new Threshold(0.25, Duration.ofMinutes(10)),
          new Threshold(0.90, Duration.ofMinutes(5)),
          Duration.ofHours(4),
          List.of());

  final List<RiskChange> changes = new ArrayList<>();
  Instant now = START;
  RiskAssessment last;
  double limit = 1000;
  List<OomKill> kills = List.of();
  Map<RiskKind, Reason> failed = Map.of();
  boolean running = true;
  Map<String, SignalReading> named = Map.of();
  Optional<Amount> cpuLimit = Optional.of(Amount.cores(1));
  RiskSettings settings;
  private List<SignalRisk> state = List.of();

  Ticks(RiskSettings settings) {
    this.settings = settings;
  }

  Ticks() {
    this(DEFAULTS);
  }

  static Cfs idle() {
    return new Cfs(0, 0, 0);
  }

  static Cfs throttled(double share) {
    return new Cfs(share, 0.4, 8);
  }

  /** One minute passes with this much memory and that throttling. */
  RiskLevel tick(double bytes, Cfs cfs) {
    return tick(
        new PodReading(
            "web-1",
            Optional.ofNullable(cfs),
            Double.isNaN(bytes) ? List.of() : List.of(new MemoryPoint(now.plus(MINUTE), bytes)),
            OptionalDouble.empty()));
  }

  RiskLevel tick(PodReading... pods) {
    now = now.plus(MINUTE);
    ContainerReading reading =
        new ContainerReading(
            "app",
            cpuLimit,
            limit == 0 ? Optional.empty() : Optional.of(Amount.bytes(limit)),
            running,
            List.of(pods),
            kills,
            failed);
    last = new RiskEngine(settings).assess(List.of(reading), named, state, now);
    state = last.signals();
    changes.addAll(last.changes());
    return last.level();
  }

  /** A policy that is told of memory from a threshold on. */
  static RiskSettings memoryOver(double threshold) {
    return new RiskSettings(
        true,
        MINUTE,
        DEFAULTS.throttling(),
        DEFAULTS.pressure(),
        new Threshold(threshold, Duration.ofMinutes(5)),
        DEFAULTS.growth(),
        List.of());
  }

  /** A policy with signals of its own. */
  static RiskSettings naming(PolicySignal... signals) {
    return new RiskSettings(
        true,
        MINUTE,
        DEFAULTS.throttling(),
        DEFAULTS.pressure(),
        DEFAULTS.memory(),
        DEFAULTS.growth(),
        List.of(signals));
  }

  RiskLevel memory(int minutes, double bytes) {
    RiskLevel level = RiskLevel.NONE;
    for (int i = 0; i < minutes; i++) {
      level = tick(bytes, idle());
    }
    return level;
  }

  RiskLevel throttling(int minutes, Cfs cfs) {
    RiskLevel level = RiskLevel.NONE;
    for (int i = 0; i < minutes; i++) {
      level = tick(100, cfs);
    }
    return level;
  }

  List<String> reported() {
    return changes.stream()
        .map(c -> c.key().kind().text() + " " + c.from().text() + "->" + c.to().text())
        .toList();
  }
}
