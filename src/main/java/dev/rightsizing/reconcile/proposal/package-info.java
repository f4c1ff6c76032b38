// SPDX-License-Identifier: Apache-2.0
/**
 * Mode Propose: when a policy's changes are proposed in Git, from what, and how the result gets
 * into status, Events and metrics. What a pass does in Git is the room {@code git}'s.
 *
 * <p>May import what {@code reconcile} may. Open {@link
 * dev.rightsizing.reconcile.proposal.ProposalCycle} first.
 */
package dev.rightsizing.reconcile.proposal;
