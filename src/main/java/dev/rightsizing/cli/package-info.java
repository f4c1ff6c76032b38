// SPDX-License-Identifier: Apache-2.0
/**
 * {@code rightsize}: the command line.
 *
 * <p>May import {@code model}, {@code sizing}, {@code patch}, {@code evaluate}, {@code recommend},
 * {@code api} and the ports. Open {@link dev.rightsizing.cli.RightSize} first.
 */
package dev.rightsizing.cli;
