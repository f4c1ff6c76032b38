// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.Alarm;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.RiskSettings.Threshold;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.sizing.risk.RiskEngine.Judged;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.OptionalDouble;

/** What is said of a signal, for people; empty where there is nothing to say. */
final class Sentences {
  private Sentences() {}

  static String share(SignalRisk is, RiskSettings settings, String figures) {
    if (!is.alarm().level().isAlarm()) {
      return "";
    }
    boolean memory = is.key().kind() == RiskKind.MEMORY;
    Threshold threshold = memory ? settings.memory() : settings.throttling();
    return is.alarm().level().text()
        + ": container "
        + is.key().container()
        + (memory ? " is at " : " is throttled in ")
        + is.alarm().percent()
        + (memory ? " % of its memory limit " : " % of its CPU periods under its limit ")
        + is.limit().orElse("")
        + " (over "
        + Math.round(100 * threshold.share())
        + " % for "
        + PrometheusDuration.format(threshold.hold())
        + " since "
        + is.alarm().since().map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("")
        + "; "
        + figures
        + ")";
  }

  static String kill(ContainerReading container, Alarm alarm) {
    if (!alarm.level().isAlarm()) {
      return "";
    }
    String pod =
        container.kills().stream()
            .max(Comparator.comparing(k -> k.at()))
            .map(k -> " of pod " + k.pod())
            .orElse("");
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
        + " was killed for want of memory at "
        + alarm.since().map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("")
        + container.memoryLimit().map(l -> " under its limit of " + l.toQuantity()).orElse("")
        + (times == 0 ? "" : " and restarted " + times + " times within the hour");
  }

  static String unknown(SignalRisk is) {
    if (is.unknown().isEmpty()) {
      return "";
    }
    Reason reason = is.unknown().get();
    String before =
        is.alarm().level().isAlarm() ? " It was " + is.alarm().level().text() + " before." : "";
    String what = is.key().kind() == RiskKind.MEMORY ? "memory" : "throttling";
    return "Unknown: "
        + what
        + " of container "
        + is.key().container()
        + ": "
        + reason.sentence()
        + before;
  }

  static String fallen(SignalRisk was, Judged is) {
    Alarm alarm = is.signal().alarm();
    String what =
        switch (was.key().kind()) {
          case THROTTLING -> "CPU throttling";
          case MEMORY -> "memory";
          case OOM_KILL -> "the last OOM kill";
        };
    return alarm.level() == RiskLevel.NONE
        ? "container " + was.key().container() + ": " + what + " is a risk no longer"
        : is.sentence();
  }
}
