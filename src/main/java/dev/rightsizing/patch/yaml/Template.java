// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

/**
 * An expression of a template language: {@code {{ … }}}, {@code {% … %}} or {@code ${…}}.
 *
 * @param alone whether its lines hold nothing else, as those of {@code {{- if … }}} do; such lines
 *     may put text of any kind there
 */
public record Template(int start, int end, boolean alone) {}
