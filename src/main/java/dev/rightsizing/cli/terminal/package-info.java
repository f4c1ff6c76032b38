// SPDX-License-Identifier: Apache-2.0
/**
 * What a command shows to a person: text that is made harmless, colours where they are wanted, a
 * screen that is drawn again.
 *
 * <p>May import {@code model}, and of {@code evaluate} how far it is. Open {@link
 * dev.rightsizing.cli.terminal.Output} first.
 */
package dev.rightsizing.cli.terminal;
