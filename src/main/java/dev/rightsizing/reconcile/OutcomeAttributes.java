// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.model.Reason;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;

/** How an evaluation ended, as attributes of its step; messages stay in the policy's status. */
record OutcomeAttributes(EvaluationOutcome outcome) {

  void addTo(Tracing.Step step) {
    step.with(Attributes.OUTCOME, outcome.reason().text());
    if (outcome instanceof EvaluationOutcome.Evaluated good) {
      step.with(Attributes.WORKLOADS, good.evaluation().recommendations().size())
          .with(Attributes.QUERIES, good.evaluation().read().queries())
          .with(Attributes.SAMPLES, good.evaluation().read().samples())
          .with(Attributes.BYTES, good.evaluation().read().bytes());
    } else if (outcome.reason() != Reason.SUSPENDED) {
      step.failed(outcome.reason().text());
    }
  }
}
