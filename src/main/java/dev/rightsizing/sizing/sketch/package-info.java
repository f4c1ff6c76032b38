// SPDX-License-Identifier: Apache-2.0
/**
 * Usage as mergeable sketches with a fixed relative error, by hour.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.sizing.sketch.HourlySketches} first.
 */
package dev.rightsizing.sizing.sketch;
