// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.SignalRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges the signals that every container has. */
final class ContainerRiskEvaluator {
  /** Growth first: the sentence of memory says it too. */
  static final List<RiskKind> KINDS =
      List.of(
          RiskKind.THROTTLING,
          RiskKind.CPU_PRESSURE,
          RiskKind.MEMORY_GROWTH,
          RiskKind.MEMORY,
          RiskKind.OOM_KILL);

  private final RiskSettings settings;
  private final RiskMessages sentences;
  private final HysteresisRule throttling;
  private final HysteresisRule pressure;
  private final HysteresisRule memory;
  private final HysteresisRule growth;

  ContainerRiskEvaluator(RiskSettings settings, Duration gap) {
    this.settings = settings;
    this.sentences = new RiskMessages(settings);
    this.throttling =
        HysteresisRule.warning(settings.throttling().share(), settings.throttling().hold(), gap);
    this.pressure =
        HysteresisRule.warning(settings.pressure().share(), settings.pressure().hold(), gap);
    this.memory = HysteresisRule.graded(settings.memory().share(), settings.memory().hold(), gap);
    this.growth = HysteresisRule.warning(1, settings.memory().hold(), gap);
  }

  SignalAssessment judge(
      ContainerReading container, SignalRisk was, GrowthByContainer growths, Instant now) {
    return switch (was.key().kind()) {
      case THROTTLING ->
          share(
              was,
              ThrottlingSignal.of(container, was.alarm().level().isAlarm()),
              limits(container, container::cpuLimit),
              throttling,
              now);
      case CPU_PRESSURE ->
          share(
              was,
              PressureSignal.of(container, settings.throttling().share()),
              Set.of(),
              pressure,
              now);
      case MEMORY_GROWTH -> growth(container, was, growths, now);
      case MEMORY ->
          share(
              was,
              MemorySignal.of(container, growths.of(container), now),
              limits(container, container::memoryLimit),
              memory,
              now);
      case OOM_KILL -> {
        AlertState alarm = KillSignal.next(was.alarm(), container, now);
        SignalRisk is =
            new SignalRisk(
                was.key(), alarm, alarm.level().isAlarm(), Optional.empty(), Optional.empty());
        yield new SignalAssessment(is, RiskMessages.kill(container, alarm));
      }
      case POLICY_SIGNAL -> throw new IllegalArgumentException("no container has " + was.key());
    };
  }

  private SignalAssessment share(
      SignalRisk was,
      Observation observation,
      Set<String> limits,
      HysteresisRule rule,
      Instant now) {
    if (!(observation instanceof Observation.Measured one)) {
      return unmeasured(was, observation);
    }
    SignalRisk is = next(was, one, limits, rule, now);
    OptionalDouble shown =
        is.alarm().level() == was.alarm().level() ? was.alarm().figure() : OptionalDouble.empty();
    is = showing(is, DisplayRounding.percent(shown, one.share()));
    return new SignalAssessment(is, sentences.share(is, one.figures()));
  }

  private SignalAssessment growth(
      ContainerReading container, SignalRisk was, GrowthByContainer growths, Instant now) {
    Optional<Growth> found = MemorySignal.growth(container, was.alarm().figure(), now);
    found.ifPresent(one -> growths.add(container, one));
    Observation observation = MemorySignal.urgency(container, found, settings.growth(), now);
    if (!(observation instanceof Observation.Measured one)) {
      return unmeasured(was, observation);
    }
    SignalRisk is =
        showing(
            next(was, one, limits(container, container::memoryLimit), growth, now),
            found.map(g -> OptionalDouble.of(g.shown())).orElse(OptionalDouble.empty()));
    return new SignalAssessment(is, sentences.growth(is, found));
  }

  /** The limits that the pods are held to. */
  private static Set<String> limits(
      ContainerReading container, Function<PodReading, Optional<Amount>> limit) {
    return container.pods().stream()
        .map(limit)
        .flatMap(Optional::stream)
        .map(Amount::toQuantity)
        .collect(Collectors.toSet());
  }

  /**
   * @param limits of all pods: where another pod with another limit is the worst now, what was
   *     under way goes on; under a limit that no pod had before it has not begun yet
   */
  private static SignalRisk next(
      SignalRisk was,
      Observation.Measured observation,
      Set<String> limits,
      HysteresisRule rule,
      Instant now) {
    Optional<String> there = was.limit().filter(limits::contains);
    Optional<String> judgedBy = observation.limit().map(Amount::toQuantity).or(() -> there);
    boolean anew = was.limit().isPresent() ? there.isEmpty() : judgedBy.isPresent();
    AlertState before = anew ? was.alarm().settled() : was.alarm();
    AlertState alarm = rule.next(before, observation.share(), now);
    return new SignalRisk(
        was.key(),
        alarm,
        reported(was, alarm, rule, observation.share()),
        Optional.empty(),
        judgedBy);
  }

  /**
   * A level that was only shown is reported once the share is over the threshold, also when the
   * threshold is lowered to it; a reported one stays reported until it falls below the threshold.
   */
  static boolean reported(SignalRisk was, AlertState alarm, HysteresisRule rule, double share) {
    return rule.reports(alarm.level()) && (was.reported() || rule.reports(share));
  }

  private static SignalRisk showing(SignalRisk is, OptionalDouble figure) {
    return new SignalRisk(
        is.key(), is.alarm().showing(figure), is.reported(), is.unknown(), is.limit());
  }

  private static SignalAssessment unmeasured(SignalRisk was, Observation observation) {
    if (observation instanceof Observation.Unknown unknown) {
      return unknown(was, unknown.reason());
    }
    if (observation instanceof Observation.Absent absent) {
      return absent(was, absent.reason());
    }
    // Without a CPU limit there is no throttling; without a memory limit there is nothing to
    // compare.
    return was.key().kind() == RiskKind.MEMORY
        ? unknown(SignalRisk.first(was.key()), Reason.NO_MEMORY_LIMIT)
        : new SignalAssessment(SignalRisk.first(was.key()), "");
  }

  static SignalAssessment absent(SignalRisk was, Reason reason) {
    return was.alarm().level().isAlarm()
        ? unknown(was, reason)
        : new SignalAssessment(SignalRisk.first(was.key()), "");
  }

  static SignalAssessment unknown(SignalRisk was, Reason reason) {
    SignalRisk is =
        new SignalRisk(was.key(), was.alarm(), was.reported(), Optional.of(reason), was.limit());
    return new SignalAssessment(is, RiskMessages.unknown(is));
  }
}
