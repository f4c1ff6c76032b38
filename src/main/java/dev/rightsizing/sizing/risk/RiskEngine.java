// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.Alarm;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.model.risk.SignalRisk.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges a workload's risk at one tick from what is seen and what was said before; keeps nothing
 * itself. Pods come and go: a container is at risk while any pod of it is.
 */
public final class RiskEngine {
  private final RiskSettings settings;
  private final AlarmRule throttling;
  private final AlarmRule memory;

  public RiskEngine(RiskSettings settings) {
    Duration gap = AlarmRule.longestGap(settings.interval());
    this.settings = settings;
    this.throttling =
        AlarmRule.warning(settings.throttling().share(), settings.throttling().hold(), gap);
    this.memory = AlarmRule.graded(settings.memory().share(), settings.memory().hold(), gap);
  }

  /**
   * One tick.
   *
   * @param before the signals of the tick before, as they were remembered
   */
  public RiskAssessment assess(
      List<ContainerReading> containers, List<SignalRisk> before, Instant now) {
    Map<Key, SignalRisk> known =
        before.stream()
            .collect(Collectors.toMap(SignalRisk::key, Function.identity(), (a, b) -> a));
    List<Judged> judged = new ArrayList<>();
    List<RiskChange> changes = new ArrayList<>();
    for (ContainerReading container : containers) {
      for (RiskKind kind : RiskKind.values()) {
        Key key = new Key(container.container(), kind);
        SignalRisk was = known.getOrDefault(key, SignalRisk.first(key));
        Judged is = judge(container, was, now);
        judged.add(is);
        change(was, is).ifPresent(changes::add);
      }
    }
    return RiskSummary.of(judged, minutes(containers, now), changes);
  }

  private static OptionalLong minutes(List<ContainerReading> containers, Instant now) {
    return containers.stream()
        .map(container -> MemorySignal.minutesToLimit(container, now))
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  private Judged judge(ContainerReading container, SignalRisk was, Instant now) {
    return switch (was.key().kind()) {
      case THROTTLING ->
          judge(was, ThrottlingSignal.of(container), container.cpuLimit(), throttling, now);
      case MEMORY ->
          judge(was, MemorySignal.of(container, now), container.memoryLimit(), memory, now);
      case OOM_KILL -> {
        Alarm alarm = KillSignal.next(was.alarm(), container, now);
        SignalRisk is = new SignalRisk(was.key(), alarm, Optional.empty(), Optional.empty());
        yield new Judged(is, Sentences.kill(container, alarm));
      }
    };
  }

  private Judged judge(
      SignalRisk was, Observation seen, Optional<Amount> limit, AlarmRule rule, Instant now) {
    Optional<String> judgedBy = limit.map(Amount::toQuantity);
    if (seen instanceof Observation.Seen one) {
      // Under another limit what was on its way up or down has not begun yet.
      Alarm before = was.limit().equals(judgedBy) ? was.alarm() : was.alarm().settled();
      Alarm alarm = rule.next(before, one.share(), now);
      SignalRisk is = new SignalRisk(was.key(), alarm, Optional.empty(), judgedBy);
      return new Judged(is, Sentences.share(is, settings, one.figures()));
    }
    if (seen instanceof Observation.Unknown unknown) {
      SignalRisk is =
          new SignalRisk(was.key(), was.alarm(), Optional.of(unknown.reason()), was.limit());
      return new Judged(is, Sentences.unknown(is));
    }
    // Without a quota there is no throttling; without a memory limit nobody knows where the end is.
    Optional<Reason> reason =
        was.key().kind() == RiskKind.MEMORY
            ? Optional.of(Reason.NO_MEMORY_LIMIT)
            : Optional.empty();
    SignalRisk is = new SignalRisk(was.key(), Alarm.NONE, reason, Optional.empty());
    return new Judged(is, Sentences.unknown(is));
  }

  private static Optional<RiskChange> change(SignalRisk was, Judged judged) {
    Alarm before = was.alarm();
    Alarm after = judged.signal().alarm();
    boolean killedAgain =
        was.key().kind() == RiskKind.OOM_KILL
            && after.level().isAlarm()
            && !after.since().equals(before.since());
    if (before.level() == after.level() && !killedAgain) {
      return Optional.empty();
    }
    RiskLevel from = before.level();
    boolean rise = killedAgain || after.level().above(from);
    // When the crossing began is the same for whoever computes it again after a restart.
    Optional<Instant> begun =
        rise ? after.since() : before.falling().map(Alarm.Step::since).or(before::since);
    String sentence = rise ? judged.sentence() : Sentences.fallen(was, judged);
    return Optional.of(
        new RiskChange(was.key(), from, after.level(), begun.orElse(Instant.EPOCH), sentence));
  }

  /** A signal with what is said of it; an empty sentence: nothing. */
  record Judged(SignalRisk signal, String sentence) {}
}
