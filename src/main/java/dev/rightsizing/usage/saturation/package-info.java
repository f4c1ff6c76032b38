// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and keeps what containers suffered beside what they used: throttling, OOM kills, resident
 * memory; one figure an hour, only hours that are new. Never fails: what cannot be read is missing,
 * and says why.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.saturation.SaturationCollector} first.
 */
package dev.rightsizing.usage.saturation;
