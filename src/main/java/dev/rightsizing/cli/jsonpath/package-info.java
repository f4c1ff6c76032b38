// SPDX-License-Identifier: Apache-2.0
/**
 * Templates as {@code kubectl -o jsonpath} takes them, evaluated by a JSONPath library.
 *
 * <p>Imports none of our other rooms but the command line's exception. Open {@link
 * dev.rightsizing.cli.jsonpath.Template} first.
 */
package dev.rightsizing.cli.jsonpath;
