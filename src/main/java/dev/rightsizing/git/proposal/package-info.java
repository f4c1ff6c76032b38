// SPDX-License-Identifier: Apache-2.0
/**
 * Decides what a pass does, from what the cluster wants, what the repository has and what people
 * did to the request, and does it in an order in which a crash at any point loses and doubles
 * nothing.
 *
 * <p>Imports the other packages of {@code git}, {@code patch} and {@code model}. Open {@link
 * dev.rightsizing.git.proposal.ProposalPass} first.
 */
package dev.rightsizing.git.proposal;
