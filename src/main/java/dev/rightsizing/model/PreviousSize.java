// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Instant;

/**
 * What the Adaptive estimator asked for at the last evaluation.
 *
 * @param request before any bound
 * @param since when it was first asked for
 */
public record PreviousSize(Amount request, Instant since) {}
