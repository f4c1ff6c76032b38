// SPDX-License-Identifier: Apache-2.0
/**
 * {@code rightsize}: the command line, and what its commands share. {@code report} reads a cluster
 * and Prometheus, {@code review} works on the Recommendations that the operator wrote.
 *
 * <p>May import {@code model}, {@code evaluate}, {@code recommend}, {@code api} and the ports,
 * never {@code reconcile}. Open {@link dev.rightsizing.cli.RightSize} first.
 */
package dev.rightsizing.cli;
