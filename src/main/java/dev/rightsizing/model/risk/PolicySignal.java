// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.time.Duration;

/**
 * A signal that a policy names: a query whose worst value per workload is held against a threshold.
 *
 * @param name unique in its policy
 * @param query PromQL, sent as it is
 * @param above what the value must exceed; not negative
 * @param hold for how long
 * @param level to report
 * @param description for people; may be empty
 */
public record PolicySignal(
    String name, String query, double above, Duration hold, RiskLevel level, String description) {}
