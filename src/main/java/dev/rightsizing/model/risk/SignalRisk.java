// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Reason;
import java.util.Optional;

/**
 * What is remembered and shown of one signal of one container.
 *
 * @param unknown why it cannot be told now; its alarm then stays as it was
 * @param limit that the alarm was judged by, as a quantity
 */
public record SignalRisk(Key key, Alarm alarm, Optional<Reason> unknown, Optional<String> limit) {

  /** Names a signal of a workload. */
  public record Key(String container, RiskKind kind) {}

  /** Nothing was ever said of it. */
  public static SignalRisk first(Key key) {
    return new SignalRisk(key, Alarm.NONE, Optional.empty(), Optional.empty());
  }

  /** Its part in the workload's level. */
  public RiskLevel level() {
    return unknown.isPresent() ? RiskLevel.UNKNOWN : alarm.level();
  }

  /** Whether it must be remembered: anything but a plain all is well. */
  public boolean isNotable() {
    return unknown.isPresent()
        || alarm.level() != RiskLevel.NONE
        || alarm.since().isPresent()
        || alarm.rising().isPresent();
  }
}
