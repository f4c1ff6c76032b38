// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Window;
import dev.rightsizing.sizing.estimate.RequestEstimate;
import java.util.Optional;

/** No data is not zero usage: refuses to size from less than the policy's minimum history. */
final class UsageGate {
  /** A batch container may run for minutes a day; an hour's worth of steps at 5m must do. */
  private static final long BATCH_SAMPLES = 12;

  /** Why there is too little usage; empty when there is enough. */
  Optional<String> refuse(Optional<UsageSummary> usage, SizingContext context) {
    if (usage.isEmpty()) {
      return Optional.of("no usage in the window; current values are kept");
    }
    UsageSummary found = usage.get();
    Window window = context.window();
    String there =
        RequestEstimate.history(found.history()) + " of usage (" + found.samples() + " samples)";
    if (context.batch()) {
      return found.samples() >= BATCH_SAMPLES
          ? Optional.empty()
          : Optional.of(there + ", " + BATCH_SAMPLES + " samples needed; current values are kept");
    }
    long needed = window.minimumHistory().dividedBy(window.step());
    boolean enough =
        found.history().compareTo(window.minimumHistory()) >= 0 && found.samples() >= needed;
    return enough
        ? Optional.empty()
        : Optional.of(
            there
                + ", "
                + PrometheusDuration.format(window.minimumHistory())
                + " ("
                + needed
                + " samples) needed; current values are kept");
  }
}
