// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.risk.AlertState;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.model.saturation.OomKill;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/** Messages about a signal, for people; empty where there is nothing to report. */
final class RiskMessages {
  private final RiskSettings settings;

  RiskMessages(RiskSettings settings) {
    this.settings = settings;
  }

  String share(SignalRisk is, String figures) {
    if (!is.alarm().level().isAlarm()) {
      return "";
    }
    String percent = DisplayRounding.text(is.alarm().figure());
    String what =
        switch (is.key().kind()) {
          case MEMORY -> " is at " + percent + " % of its memory limit " + is.limit().orElse("");
          case CPU_PRESSURE -> " is starved of CPU for " + percent + " % of the time";
          default ->
              " is throttled in "
                  + percent
                  + " % of its CPU periods under its limit "
                  + is.limit().orElse("");
        };
    Threshold threshold =
        switch (is.key().kind()) {
          case MEMORY -> settings.memory();
          case CPU_PRESSURE -> settings.pressure();
          default -> settings.throttling();
        };
    String over = Math.round(100 * threshold.share()) + " %";
    return is.alarm().level().text()
        + ": container "
        + is.key().container()
        + what
        + (is.reported()
            ? held("over " + over, threshold.hold(), is.alarm())
            : " (below the policy's threshold of " + over + since(is.alarm()))
        + "; "
        + figures
        + ")";
  }

  String growth(SignalRisk is, Optional<Growth> growth) {
    if (!is.alarm().level().isAlarm()) {
      return "";
    }
    String limit = is.limit().map(l -> " " + l).orElse("");
    String start = is.alarm().level().text() + ": memory of container " + is.key().container();
    String within = "under " + PrometheusDuration.format(settings.growth());
    return growth
        .map(
            g ->
                start
                    + " is growing and will reach its limit"
                    + limit
                    + " in "
                    + g.text()
                    + held(within, settings.memory().hold(), is.alarm())
                    + "; pod "
                    + g.pod()
                    + ")")
        .orElse(
            start
                + " was growing towards its limit"
                + limit
                + held(within, settings.memory().hold(), is.alarm())
                + "; it is not clearly growing now)");
  }

  static String signal(SignalRisk is, PolicySignal signal, String where) {
    if (!is.alarm().level().isAlarm()) {
      return "";
    }
    String at =
        is.alarm().figure().isEmpty() ? "" : " is at " + DisplayRounding.text(is.alarm().figure());
    return is.alarm().level().text()
        + ": signal "
        + signal.name()
        + at
        + held("over " + is.limit().orElse(""), signal.hold(), is.alarm())
        + (where.isEmpty() ? "" : "; " + where)
        + ")"
        + (signal.description().isEmpty() ? "" : ": " + signal.description());
  }

  private static String held(String what, Duration hold, AlertState alarm) {
    return " (" + what + " for " + PrometheusDuration.format(hold) + since(alarm);
  }

  private static String since(AlertState alarm) {
    return alarm.since().map(t -> " since " + t.truncatedTo(ChronoUnit.SECONDS)).orElse("");
  }

  static String kill(ContainerReading container, AlertState alarm) {
    if (!alarm.level().isAlarm()) {
      return "";
    }
    Optional<OomKill> last = container.kills().stream().max(Comparator.comparing(OomKill::at));
    String pod = last.map(k -> " of pod " + k.pod()).orElse("");
    OptionalDouble restarts =
        container.pods().stream()
            .map(PodReading::restarts)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .max();
    long times = Math.round(restarts.orElse(0));
    return alarm.level().text()
        + ": container "
        + container.container()
        + pod
        + " was OOM-killed at "
        + alarm.since().map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("")
        + last.flatMap(OomKill::limit).map(l -> " under its limit of " + l.toQuantity()).orElse("")
        + (times == 0 ? "" : " and restarted " + times + " times within the hour");
  }

  static String unknown(SignalRisk is) {
    if (is.unknown().isEmpty()) {
      return "";
    }
    String before =
        is.alarm().level().isAlarm() ? " It was " + is.alarm().level().text() + " before." : "";
    return "Unknown: " + subject(is.key()) + ": " + is.unknown().get().sentence() + before;
  }

  private static String subject(SignalRisk.Key key) {
    String of = " of container " + key.container();
    return switch (key.kind()) {
      case THROTTLING -> "throttling" + of;
      case CPU_PRESSURE -> "CPU pressure" + of;
      case MEMORY -> "memory" + of;
      case MEMORY_GROWTH -> "memory growth" + of;
      case OOM_KILL -> "OOM kills" + of;
      case POLICY_SIGNAL -> "signal " + key.name();
    };
  }

  static String fallen(SignalRisk was, SignalAssessment is) {
    if (is.signal().reported()) {
      return is.sentence();
    }
    String container = "container " + was.key().container() + ": ";
    String what =
        switch (was.key().kind()) {
          case THROTTLING -> container + "CPU throttling";
          case CPU_PRESSURE -> container + "CPU starvation";
          case MEMORY -> container + "memory";
          case MEMORY_GROWTH -> container + "memory growth";
          case OOM_KILL -> container + "the last OOM kill";
          case POLICY_SIGNAL -> "signal " + was.key().name();
        };
    return is.signal().alarm().level() == RiskLevel.NONE
        ? what + " cleared" + lasted(was.alarm())
        : what + " fell below the policy's threshold; still shown: " + is.sentence();
  }

  /** How long it lasted; empty where that is not known. */
  private static String lasted(AlertState over) {
    Optional<Instant> end = over.falling().map(AlertState.PendingTransition::since);
    return over.since().isEmpty() || end.isEmpty()
        ? ""
        : "; it was "
            + over.level().text()
            + " from "
            + over.since().get().truncatedTo(ChronoUnit.SECONDS)
            + " to "
            + end.get().truncatedTo(ChronoUnit.SECONDS);
  }
}
