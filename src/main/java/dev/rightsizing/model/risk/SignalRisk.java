// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Reason;
import java.util.Optional;

/**
 * What is remembered and shown of one signal of one container, or of one that the policy names.
 *
 * @param reported whether the level was reported; below the policy's threshold it is only shown
 * @param unknown why it cannot be determined now; its alarm then stays unchanged
 * @param limit that the alarm was judged by, as a quantity
 */
public record SignalRisk(
    Key key, AlertState alarm, boolean reported, Optional<Reason> unknown, Optional<String> limit) {

  /**
   * Names a signal of a workload.
   *
   * @param container empty for a signal of the whole workload
   * @param name of a signal that the policy names; else empty
   */
  public record Key(String container, RiskKind kind, String name) {

    /** A signal of a container. */
    public Key(String container, RiskKind kind) {
      this(container, kind, "");
    }

    /** A signal that the policy names. */
    public static Key named(String name) {
      return new Key("", RiskKind.POLICY_SIGNAL, name);
    }
  }

  /** Initial state. */
  public static SignalRisk first(Key key) {
    return new SignalRisk(key, AlertState.NONE, false, Optional.empty(), Optional.empty());
  }

  /** Its part in the level that is shown. */
  public RiskLevel level() {
    return unknown.isPresent() ? RiskLevel.UNKNOWN : alarm.level();
  }

  /** Its contribution to the reported level: None below the threshold. */
  public RiskLevel levelReported() {
    return unknown.isPresent() ? RiskLevel.UNKNOWN : alarmReported();
  }

  /** The last reported level, even if it cannot be determined now. */
  public RiskLevel alarmReported() {
    return reported ? alarm.level() : RiskLevel.NONE;
  }

  /** Whether it must be remembered: anything but a plain all is well. */
  public boolean isNotable() {
    return unknown.isPresent()
        || alarm.level() != RiskLevel.NONE
        || alarm.since().isPresent()
        || alarm.rising().isPresent()
        || !key.kind().isShare() && alarm.figure().isPresent();
  }
}
