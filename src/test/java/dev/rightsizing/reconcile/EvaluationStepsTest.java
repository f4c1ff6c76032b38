// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.testkit.RecordedSteps;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the steps of an evaluation hold, and what they keep to themselves. */
class EvaluationStepsTest {
  private final RecordedSteps steps = new RecordedSteps();
  private final EvaluationListener listener =
      new EvaluationListener(
          new EvaluationReporter(new OperatorMetrics(new PrometheusRegistry())),
          new Policy.Id("shop", "web"),
          steps);
  private final WorkloadRef workload = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");

  private void end(EvaluationOutcome outcome) {
    try (Tracing.Step step = steps.begin("evaluation")) {
      new OutcomeAttributes(outcome).addTo(step);
    }
  }

  @Test
  void aPatchIsAStepThatNamesItsWorkload() {
    assertThat(listener.patch(workload, () -> "the patch")).isEqualTo("the patch");

    assertThat(steps.ended("patch"))
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.attributes())
                    .isEqualTo(
                        Map.of(
                            Attributes.KIND, "Deployment",
                            Attributes.NAMESPACE, "shop",
                            Attributes.NAME, "web")));
  }

  @Test
  void aPatchThatFailsEndsItsStepAndTheFaultGoesOn() {
    assertThatThrownBy(
            () ->
                listener.patch(
                    workload,
                    () -> {
                      throw new IllegalStateException("why");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(steps.ended("patch"))
        .extracting(RecordedSteps.Ended::failure)
        .containsExactly(Optional.of("IllegalStateException"));
  }

  @Test
  void aFailureIsNamedByItsReasonWithoutItsMessage() {
    end(new EvaluationOutcome.Failed(Reason.SOURCE_UNREACHABLE, "token abc was refused", true));

    assertThat(steps.ended())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.failure()).contains("SourceUnreachable");
              assertThat(step.attributes())
                  .isEqualTo(Map.of(Attributes.OUTCOME, "SourceUnreachable"));
            });
  }

  @Test
  void aPolicyThatIsSuspendedHasNotFailed() {
    end(new EvaluationOutcome.Refused(Reason.SUSPENDED, "suspended"));

    assertThat(steps.ended())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.failure()).isEmpty();
              assertThat(step.attributes()).containsEntry(Attributes.OUTCOME, "Suspended");
            });
  }
}
