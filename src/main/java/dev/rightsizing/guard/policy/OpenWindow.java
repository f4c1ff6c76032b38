// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.MaintenanceWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a change that would begin outside of the policy's maintenance window. */
public final class OpenWindow implements Guard {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  @Override
  public String name() {
    return "MaintenanceWindow";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Optional<MaintenanceWindow> window = facts.settings().window();
    if (window.isEmpty()
        || facts.switches().once().isPresent()
        || window.get().isOpen(facts.now())) {
      return Verdict.ALLOW;
    }
    Instant opens = window.get().nextOpening(facts.now());
    return new Verdict.Hold(
        Optional.of(opens), Reason.OUTSIDE_WINDOW, message(window.get(), opens));
  }

  private static String message(MaintenanceWindow window, Instant opens) {
    String days =
        window.days().isEmpty()
            ? "every day"
            : window.days().stream()
                .sorted()
                .map(OpenWindow::shortName)
                .collect(Collectors.joining(", "));
    return "The maintenance window ("
        + days
        + " "
        + window.from()
        + " to "
        + window.to()
        + " "
        + window.zone()
        + ") is closed until "
        + TIME.format(opens.atZone(window.zone()))
        + "; rightsize apply --once does not wait for it";
  }

  private static String shortName(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }
}
