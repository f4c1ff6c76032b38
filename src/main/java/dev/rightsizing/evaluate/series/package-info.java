// SPDX-License-Identifier: Apache-2.0
/**
 * Usage over time as a chart shows it.
 *
 * <p>May import {@code model}, {@code sizing} and {@code usage}. Open {@link
 * dev.rightsizing.evaluate.series.HourlySeries} first.
 */
package dev.rightsizing.evaluate.series;
