// SPDX-License-Identifier: Apache-2.0
/**
 * Writes a report as text: tables, JSON, YAML, CSV, HTML, Markdown.
 *
 * <p>May import {@code model} and {@code evaluate}. Open {@link
 * dev.rightsizing.cli.output.ReportFormat} first.
 */
package dev.rightsizing.cli.output;
