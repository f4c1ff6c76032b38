// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.recommend.Policy;
import java.time.Clock;

/** The runs of all controllers. */
public record ControllerRuns(
    PolicyRuns evaluations, PolicyRuns risks, PolicyRuns proposals, PolicyRuns applies) {

  public ControllerRuns(Clock clock) {
    this(
        new PolicyRuns(clock), new PolicyRuns(clock), new PolicyRuns(clock), new PolicyRuns(clock));
  }

  /** A policy is gone. */
  public void forget(Policy.Id policy) {
    evaluations.forget(policy);
    risks.forget(policy);
    proposals.forget(policy);
    applies.forget(policy);
  }
}
