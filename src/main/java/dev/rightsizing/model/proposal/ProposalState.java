// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

/** What became of a proposal. */
public enum ProposalState {
  /** There is nothing to propose. */
  NONE("None"),
  /** A request is open, or a branch is pushed where no requests are made. */
  OPEN("Open"),
  /** It was merged; the cluster may not have caught up yet. */
  MERGED("Merged"),
  /** A person closed it: nothing is opened until a need differs by more than changePercent. */
  CLOSED("Closed"),
  /** A person rejected it, by decision or label. */
  REJECTED("Rejected"),
  /** It cannot go on; the reason says why. */
  BLOCKED("Blocked");

  private final String text;

  ProposalState(String text) {
    this.text = text;
  }

  /** As shown in a status: {@code Open}. */
  public String text() {
    return text;
  }
}
