// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api;

/** What became of a proposal. */
public enum ProposalState {
  None,
  Open,
  Merged,
  Closed,
  Rejected,
  Blocked
}
