// SPDX-License-Identifier: Apache-2.0
/**
 * {@code propose}: shows what a policy would propose in Git, or writes it into a checkout, under a
 * person's own rights and without a push.
 *
 * <p>May import {@code git}, {@code patch}, {@code recommend}, {@code evaluate} and {@code model}.
 * Open {@link dev.rightsizing.cli.propose.ProposeCommand} first.
 */
package dev.rightsizing.cli.propose;
