// SPDX-License-Identifier: Apache-2.0
/**
 * Who owns a workload's manifest, and what became of the change of it.
 *
 * <p>Imports nothing of ours but the other beans. Open {@link
 * dev.rightsizing.api.v1alpha1.recommendation.proposal.Owner} first.
 */
package dev.rightsizing.api.v1alpha1.recommendation.proposal;
