// SPDX-License-Identifier: Apache-2.0
/**
 * What a reviewer reads: the title, the body and the commit message of a request.
 *
 * <p>Pure; imports {@code model}. Open {@link dev.rightsizing.git.text.RequestText} first.
 */
package dev.rightsizing.git.text;
