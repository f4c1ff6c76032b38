// SPDX-License-Identifier: Apache-2.0
/**
 * {@code rightsize check}: whether an operator with these credentials and settings could work, and
 * what to do where it could not.
 *
 * <p>May import {@code model} and the ports. Open {@link dev.rightsizing.cli.check.CheckCommand}
 * first.
 */
package dev.rightsizing.cli.check;
