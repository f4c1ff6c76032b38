// SPDX-License-Identifier: Apache-2.0
/**
 * Stages that size from more than usage: what a limit hid. Each gives a value and a clause that
 * says why, and none ever makes a size from nothing.
 *
 * <p>May import {@code model} and {@code sizing.sketch}. Open {@link
 * dev.rightsizing.sizing.saturation.OomRule} first.
 */
package dev.rightsizing.sizing.saturation;
