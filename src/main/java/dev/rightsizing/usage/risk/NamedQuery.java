// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import java.time.Instant;

/**
 * One read of a query that a policy has written, sent as it is.
 *
 * @param name for messages
 */
public record NamedQuery(String name, String text, Instant at) {}
