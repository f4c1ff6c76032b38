// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import java.util.function.Supplier;

/** Logs why an evaluation goes on without a part, and makes a step of each patch. */
record EvaluationListener(EvaluationReporter reporter, Policy.Id policy, Tracing tracing)
    implements Progress {
  @Override
  public void at(String phase, long done, long total) {
    // The operator shows no progress.
  }

  @Override
  public void failed(String part, RuntimeException fault) {
    reporter.partFailed(policy, fault);
  }

  @Override
  public <T> T patch(WorkloadRef workload, Supplier<T> work) {
    try (Tracing.Step step =
        tracing
            .detail("patch")
            .with(Attributes.KIND, workload.kind().kind())
            .with(Attributes.NAMESPACE, workload.namespace())
            .with(Attributes.NAME, workload.name())) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        step.failed(e.getClass().getSimpleName());
        throw e;
      }
    }
  }
}
