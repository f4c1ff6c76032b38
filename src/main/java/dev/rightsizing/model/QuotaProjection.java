// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * A quota line with what it will be when all recommendations of the namespace are applied.
 *
 * @param projected absent when it cannot be told: not counted yet, or a scoped quota
 */
public record QuotaProjection(Quota quota, Optional<Amount> projected) {}
