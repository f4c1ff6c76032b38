// SPDX-License-Identifier: Apache-2.0
/**
 * How a rule would have done on the past that is in memory.
 *
 * <p>May import {@code model} and {@code sizing}. Open {@link
 * dev.rightsizing.sizing.replay.DayReplay} first.
 */
package dev.rightsizing.sizing.replay;
