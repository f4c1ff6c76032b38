// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * One line of a ResourceQuota.
 *
 * @param name of the ResourceQuota
 * @param key as in the quota's spec: {@code requests.cpu}, {@code limits.memory}, {@code cpu} …
 * @param resource what the key counts
 * @param onLimits whether it counts limits rather than requests
 * @param scoped whether it counts only some pods, so that totals cannot be projected
 * @param hard the most that is allowed
 * @param used as the API server counts it; absent while it has not counted
 */
public record Quota(
    String namespace,
    String name,
    String key,
    Resource resource,
    boolean onLimits,
    boolean scoped,
    Amount hard,
    Optional<Amount> used) {}
