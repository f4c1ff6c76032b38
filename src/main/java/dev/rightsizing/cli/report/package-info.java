// SPDX-License-Identifier: Apache-2.0
/**
 * {@code rightsize report}: from options to an evaluation, read through {@link
 * dev.rightsizing.cli.report.ReportEngine}, to text.
 *
 * <p>May import {@code model}, {@code evaluate} and the ports. Open {@link
 * dev.rightsizing.cli.report.ReportCommand} first.
 */
package dev.rightsizing.cli.report;
