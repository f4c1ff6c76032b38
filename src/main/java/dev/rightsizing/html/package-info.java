// SPDX-License-Identifier: Apache-2.0
/**
 * HTML from templates: the engine, its escaping, style and scripts. Serves the page of the operator
 * and the HTML report alike.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.html.Templates} first; templates lie
 * under {@code src/main/resources/dev/rightsizing/html}, style and scripts in its folder {@code
 * assets}.
 */
package dev.rightsizing.html;
