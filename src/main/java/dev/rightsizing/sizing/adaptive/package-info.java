// SPDX-License-Identifier: Apache-2.0
/**
 * Picks the size with the least expected loss from a container's own past: slack is one part of the
 * loss, usage above the size the other. CPU and memory share all code and differ by parameters.
 *
 * <p>May import {@code model} and {@code sizing.sketch}. Open {@link
 * dev.rightsizing.sizing.adaptive.AdaptiveEstimator} first; docs/accuracy.md has the results.
 */
package dev.rightsizing.sizing.adaptive;
