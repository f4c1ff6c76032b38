// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.Reason;

/** How one evaluation of a policy ended. */
public sealed interface EvaluationOutcome {

  /** A condition reason; {@link Reason#EVALUATED} when it went well. */
  Reason reason();

  /** For people. */
  String message();

  /** It was computed and written. */
  record Evaluated(Evaluation evaluation, String source) implements EvaluationOutcome {
    @Override
    public Reason reason() {
      return Reason.EVALUATED;
    }

    @Override
    public String message() {
      return Reason.EVALUATED.sentence();
    }
  }

  /** The policy asks for what is not done; only a change to it helps. */
  record Refused(Reason reason, String message) implements EvaluationOutcome {}

  /**
   * Something outside failed; it is tried again, and what was written before stays, marked stale.
   *
   * @param ofSource whether it was Prometheus
   */
  record Failed(Reason reason, String message, boolean ofSource) implements EvaluationOutcome {}
}
