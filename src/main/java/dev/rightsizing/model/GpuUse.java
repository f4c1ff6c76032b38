// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.OptionalDouble;

/**
 * How much of its GPUs a namespace uses now; a figure that is not recorded is empty.
 *
 * @param utilizationPercent mean over its GPUs, 0 to 100
 * @param usedBytes of GPU memory, together
 * @param freeBytes of GPU memory, together
 */
public record GpuUse(
    OptionalDouble utilizationPercent, OptionalDouble usedBytes, OptionalDouble freeBytes) {}
