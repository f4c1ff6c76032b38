// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;

/**
 * One query that was sent.
 *
 * @param outcome {@link Reason#SOURCE_REACHABLE} when it was answered in full
 * @param bytes received, before decompression
 */
public record QueryOutcome(Resource resource, Reason outcome, long samples, long bytes) {}
