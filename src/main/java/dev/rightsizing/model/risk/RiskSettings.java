// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.time.Duration;

/**
 * What a policy says of risk.
 *
 * @param events whether each crossing is told as an Event
 * @param interval how often it is looked at
 * @param throttling share of the CFS periods in which a container is held back, 0 to 1
 * @param memory working set / limit, 0 to 1
 */
public record RiskSettings(
    boolean events, Duration interval, Threshold throttling, Threshold memory) {

  /** What must be exceeded, and for how long, before a risk is said. */
  public record Threshold(double share, Duration hold) {}
}
