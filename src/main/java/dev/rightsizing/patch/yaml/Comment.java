// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

/**
 * A comment.
 *
 * @param start of its {@code #}
 * @param end of its line
 * @param text after the {@code #}
 */
public record Comment(int start, int end, String text) {}
