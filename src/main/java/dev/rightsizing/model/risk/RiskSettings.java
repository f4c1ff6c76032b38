// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.time.Duration;
import java.util.List;

/**
 * What a policy says of risk.
 *
 * @param events whether each crossing is published as an Event
 * @param interval how often it is looked at
 * @param throttling share of the CFS periods in which a container is held back, 0 to 1
 * @param pressure share of time in which a task waits for CPU, 0 to 1
 * @param memory working set / limit, 0 to 1
 * @param growth memory that is full sooner than this by its trend is a risk; zero: not watched
 * @param signals queries of the policy's own, by unique names
 */
public record RiskSettings(
    boolean events,
    Duration interval,
    Threshold throttling,
    Threshold pressure,
    Threshold memory,
    Duration growth,
    List<PolicySignal> signals) {

  public RiskSettings {
    signals = List.copyOf(signals);
  }

  /** What must be exceeded, and for how long, before a risk is reported. */
  public record Threshold(double share, Duration hold) {}
}
