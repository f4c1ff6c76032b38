// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import dev.rightsizing.model.risk.AlertState;
import java.time.Instant;
import java.util.Optional;

/** State of one quota line, which is all that the next evaluation needs. */
public record QuotaState(QuotaKey key, AlertState alarm, Optional<QuotaHistory> history) {

  /** Initial state. */
  public static QuotaState first(QuotaKey key) {
    return new QuotaState(key, AlertState.NONE, Optional.empty());
  }

  /** Whether it is at risk or on its way there. */
  public boolean isNotable() {
    return alarm.level().isAlarm() || alarm.rising().isPresent();
  }

  /** The same alarm, of which another watch says when it began. */
  public QuotaState since(Instant begun) {
    AlertState other =
        new AlertState(
            alarm.level(), Optional.of(begun), alarm.figure(), alarm.rising(), alarm.falling());
    return new QuotaState(key, other, history);
  }
}
