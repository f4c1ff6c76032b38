// SPDX-License-Identifier: Apache-2.0
/**
 * Usage over time as a picture that needs no script, as data for a chart that is interactive, and
 * in words and as a table for those who see neither.
 *
 * <p>May import {@code model} and {@code html}. Open {@link dev.rightsizing.html.chart.ChartPart}
 * first.
 */
package dev.rightsizing.html.chart;
