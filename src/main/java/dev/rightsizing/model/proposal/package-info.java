// SPDX-License-Identifier: Apache-2.0
/**
 * A change that goes to Git, as values: what a manifest shall say, who owns it, and what became of
 * the request.
 *
 * <p>Imports {@code model} alone. Open {@link dev.rightsizing.model.proposal.ProposedChange} first.
 */
package dev.rightsizing.model.proposal;
