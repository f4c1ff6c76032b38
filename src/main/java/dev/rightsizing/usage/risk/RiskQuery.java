// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import java.time.Instant;
import java.util.SortedSet;

/** One read of one signal at one instant for many namespaces. */
public record RiskQuery(RiskMetric signal, SortedSet<String> namespaces, Instant at) {}
