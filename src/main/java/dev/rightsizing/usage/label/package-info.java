// SPDX-License-Identifier: Apache-2.0
/**
 * What the labels of series mean: parts of one figure are added, series of other clusters are left
 * out.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.label.OwnSeriesSource} first.
 */
package dev.rightsizing.usage.label;
